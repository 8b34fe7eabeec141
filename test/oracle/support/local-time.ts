/** Local times of a zone by the host's own calendar, which the language does not use. */
const FORMATS = new Map<string, Intl.DateTimeFormat>();

/** `yyyy-MM-dd HH:mm:ss` of an instant of whole seconds. */
export function localText(micros: bigint, zone: string): string {
  const known = FORMATS.get(zone);
  const format =
    known ??
    new Intl.DateTimeFormat("en-CA", {
      timeZone: zone,
      ...{ year: "numeric", month: "2-digit", day: "2-digit" },
      ...{ hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" },
    });
  FORMATS.set(zone, format);
  const parts = new Map(
    format.formatToParts(Number(micros / 1000n)).map(({ type, value }) => [type, value] as const),
  );
  const part = (name: Intl.DateTimeFormatPartTypes): string => parts.get(name) ?? "";
  return `${part("year").padStart(4, "0")}-${part("month")}-${part("day")} ${part("hour")}:${part("minute")}:${part("second")}`;
}

/** Whether a local time comes twice: clocks go back by an hour, or by half of one. */
export const isTwice = (micros: bigint, zone: string): boolean =>
  [-3_600n, -1_800n, 1_800n, 3_600n].some(
    (seconds) => localText(micros + seconds * 1_000_000n, zone) === localText(micros, zone),
  );
