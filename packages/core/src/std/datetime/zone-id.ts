/*
 * What names a time zone: java.time's ids as Spark accepts them.
 */

/** The short ids of java.time; daylight saving follows the region, but for EST, HST and MST. */
const SHORT_IDS: ReadonlyMap<string, string> = new Map([
  ["EST", "-05:00"],
  ["HST", "-10:00"],
  ["MST", "-07:00"],
  ["ACT", "Australia/Darwin"],
  ["AET", "Australia/Sydney"],
  ["AGT", "America/Argentina/Buenos_Aires"],
  ["ART", "Africa/Cairo"],
  ["AST", "America/Anchorage"],
  ["BET", "America/Sao_Paulo"],
  ["BST", "Asia/Dhaka"],
  ["CAT", "Africa/Harare"],
  ["CNT", "America/St_Johns"],
  ["CST", "America/Chicago"],
  ["CTT", "Asia/Shanghai"],
  ["EAT", "Africa/Addis_Ababa"],
  ["ECT", "Europe/Paris"],
  ["IET", "America/Indiana/Indianapolis"],
  ["IST", "Asia/Kolkata"],
  ["JST", "Asia/Tokyo"],
  ["MIT", "Pacific/Apia"],
  ["NET", "Asia/Yerevan"],
  ["NST", "Pacific/Auckland"],
  ["PLT", "Asia/Karachi"],
  ["PNT", "America/Phoenix"],
  ["PRT", "America/Puerto_Rico"],
  ["PST", "America/Los_Angeles"],
  ["SST", "Pacific/Guadalcanal"],
  ["VST", "Asia/Ho_Chi_Minh"],
]);

export type ZoneName =
  /** `prefix` is `UTC`, `GMT`, `UT` or nothing. */
  | { readonly kind: "offset"; readonly seconds: number; readonly prefix: string }
  | { readonly kind: "region"; readonly id: string };

/** Seconds east of UTC at most: 18 hours. */
const MAX_OFFSET = 64_800;

/**
 * A zone as a text names it: `America/Los_Angeles`, `PST`, `Z`, `+8`, `+08:00`, `-08:30:15`, `UTC+3`, `GMT-05:00`.
 * Undefined of what cannot name one; whether a region exists is not known here. As in java.time, names
 * are told apart by case.
 */
export function readZoneName(text: string): ZoneName | undefined {
  if (text.length > 64) return undefined;
  const padded = text.replace(/([+-])(\d):/, "$10$2:").replace(/([+-]\d\d):(\d)$/, "$1:0$2");
  const id = SHORT_IDS.get(padded) ?? padded;
  const plain = readOffset(id);
  if (plain !== undefined) return { kind: "offset", seconds: plain, prefix: "" };
  if (id === "UTC" || id === "GMT" || id === "UT") return { kind: "offset", seconds: 0, prefix: id };
  const [, prefix, rest] = /^(UTC|GMT|UT)([+-].*)$/.exec(id) ?? [];
  if (prefix !== undefined && rest !== undefined) {
    const seconds = readOffset(rest);
    return seconds === undefined ? undefined : { kind: "offset", seconds, prefix };
  }
  return /^[A-Za-z][A-Za-z0-9~/._+-]+$/.test(id) ? { kind: "region", id } : undefined;
}

const OFFSET_SHAPES =
  /^([+-])(?:(\d)|(\d\d)|(\d\d)(\d\d)|(\d\d):(\d\d)|(\d\d)(\d\d)(\d\d)|(\d\d):(\d\d):(\d\d))$/;

/** Seconds east of UTC of `Z`, `+h`, `+hh`, `+hhmm`, `+hh:mm`, `+hhmmss` or `+hh:mm:ss`. */
export function readOffset(text: string): number | undefined {
  if (text === "Z") return 0;
  const match = OFFSET_SHAPES.exec(text);
  if (match === null) return undefined;
  const [hours = 0, minutes = 0, seconds = 0] = match
    .slice(2)
    .filter((part) => part !== undefined)
    .map(Number);
  const total = hours * 3600 + minutes * 60 + seconds;
  if (minutes > 59 || seconds > 59 || total > MAX_OFFSET) return undefined;
  return match[1] === "-" && total !== 0 ? -total : total;
}

/** `Z`, `+08:00` or `-07:52:58`. */
export function showOffset(seconds: number): string {
  if (seconds === 0) return "Z";
  const total = Math.abs(seconds);
  const two = (x: number): string => String(x).padStart(2, "0");
  const tail = total % 60 === 0 ? "" : `:${two(total % 60)}`;
  return `${seconds < 0 ? "-" : "+"}${two(Math.floor(total / 3600))}:${two(Math.floor(total / 60) % 60)}${tail}`;
}
