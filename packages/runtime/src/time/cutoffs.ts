import { PinionError, type Int64 } from "@pinion/core";
import { localOffset, offsetAt, type Zone } from "@pinion/core/std";
import { showGiven } from "../options/given.js";
import { readInstant, type InstantInput } from "./instant.js";

/** A cutoff is cut down to the start of its day or hour in the project's time zone. */
export type Resolution = "DAILY" | "HOURLY";

/** The cutoffs `end`, `end - step`, … down to `start`, both ends counted. */
export interface BackfillTime {
  /** The earliest cutoff; `end` alone unless given. */
  readonly start?: InstantInput;
  /** The latest cutoff. */
  readonly end: InstantInput;
  /** A whole number and `s`, `m`, `h`, `d` or `w`; days and weeks move calendar days of the zone. Default `1d`; only beside `start`. */
  readonly step?: string;
}

/** A step of a backfill: calendar days, or a fixed length. */
export type Step =
  { readonly kind: "days"; readonly days: number } | { readonly kind: "micros"; readonly micros: number };

const MICROS: ReadonlyMap<string, number> = new Map([
  ["s", 1_000_000],
  ["m", 60_000_000],
  ["h", 3_600_000_000],
]);
const DAYS: ReadonlyMap<string, number> = new Map([
  ["d", 1],
  ["w", 7],
]);
/** More would be a mistyped start or step rather than a wish. */
const MOST_CUTOFFS = 100_000;
const SECONDS_PER_DAY = 86_400;

/** Throws PN7007 where the text is no positive step. */
export function readStep(text: unknown): Step {
  const match = typeof text === "string" ? /^(\d{1,9})(s|m|h|d|w)$/u.exec(text) : null;
  const count = Number(match?.[1] ?? 0);
  if (match === null || count === 0) {
    throw new PinionError("PN7007", `\`step\` is no positive length: ${showGiven(text)}`, {
      help: "write a whole number and a unit: `1d`, `6h`, `15m`, `2w`; a year has no one length here: `365d`",
    });
  }
  const unit = match[2] ?? "";
  const days = DAYS.get(unit);
  return days === undefined
    ? { kind: "micros", micros: count * (MICROS.get(unit) ?? 0) }
    : { kind: "days", days: count * days };
}

/**
 * The cutoffs of a materialisation, ascending, microseconds since the epoch. Without a backfill: one, now.
 * Throws PN7007 where the times are wrong.
 */
export function cutoffsOf(
  backfill: BackfillTime | undefined,
  resolution: Resolution,
  zone: Zone,
  nowMillis: number,
): readonly Int64[] {
  if (backfill === undefined) return [truncate(nowMillis * 1000, resolution, zone)];
  const { start: from, step: by = "1d" } = backfill;
  const end = readInstant(backfill.end, zone, "end");
  const step = readStep(by);
  if (backfill.step !== undefined && from === undefined) {
    throw new PinionError("PN7007", "`step` is given without `start`: there is one time alone, `end`", {
      help: "give `start` too, or leave `step` out",
    });
  }
  const start = from === undefined ? end : readInstant(from, zone, "start");
  if (start > end) {
    throw new PinionError("PN7007", "`start` comes after `end`", {
      help: "both ends are counted; swap them",
    });
  }
  const cutoffs: Int64[] = [];
  for (let i = 0; ;) {
    const cutoff = back(end, step, i, zone);
    if (cutoff < start) break;
    const whole = truncate(cutoff, resolution, zone);
    if (cutoffs.at(-1) !== whole) cutoffs.push(whole);
    // A step shorter than the resolution names one day or hour several times: on to before it.
    i += 1 + (step.kind === "micros" ? Math.floor(Number(BigInt(cutoff) - BigInt(whole)) / step.micros) : 0);
    if (cutoffs.length > MOST_CUTOFFS) {
      throw new PinionError("PN7007", `the backfill has more than ${MOST_CUTOFFS} cutoffs`, {
        help: "check `start` and `step`, or split the range",
      });
    }
  }
  return cutoffs.reverse();
}

/** `end` minus `count` steps. Days keep the local time of day. */
function back(end: Int64, step: Step, count: number, zone: Zone): Int64 {
  if (count === 0) return end;
  if (step.kind === "micros") return normal(BigInt(end) - BigInt(step.micros) * BigInt(count));
  const { seconds, micros } = split(end);
  const local = seconds + offsetAt(zone, seconds) - step.days * count * SECONDS_PER_DAY;
  return normal(BigInt(local - localOffset(zone, local)) * 1_000_000n + BigInt(micros));
}

/** The start of the instant's day or hour in the zone. */
export function truncate(instant: Int64, resolution: Resolution, zone: Zone): Int64 {
  const { seconds } = split(instant);
  const offset = offsetAt(zone, seconds);
  const local = seconds + offset;
  if (resolution === "HOURLY") {
    // Within the hour the offset stays, also where an hour comes twice.
    return normal(BigInt(Math.floor(local / 3600) * 3600 - offset) * 1_000_000n);
  }
  const midnight = Math.floor(local / SECONDS_PER_DAY) * SECONDS_PER_DAY;
  return normal(BigInt(midnight - localOffset(zone, midnight)) * 1_000_000n);
}

function split(instant: Int64): { readonly seconds: number; readonly micros: number } {
  const exact = BigInt(instant);
  const micros = ((exact % 1_000_000n) + 1_000_000n) % 1_000_000n;
  return { seconds: Number((exact - micros) / 1_000_000n), micros: Number(micros) };
}

function normal(exact: bigint): Int64 {
  const value = Number(exact);
  return Number.isSafeInteger(value) ? value : exact;
}
