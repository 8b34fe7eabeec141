import type { PartitionField } from "@pinion/core";
import { localOffset, offsetAt, type Zone } from "@pinion/core/std";
import type { TimeSpan } from "../span.js";

/** A local time's parts, as far as a path has named them. */
export type TimeFields = Partial<Readonly<Record<PartitionField, number>>>;

const HOUR = 3600;
const DAY = 86_400;
/** More than any change of a zone's offset. */
const LONGEST_SHIFT = 3 * HOUR;

/** Seconds of local time, `from <= t < to`. */
export interface LocalRange {
  readonly from: number;
  readonly to: number;
}

const secondsOf = (year: number, month: number, day: number, hour: number): number => {
  const date = new Date(0);
  // Date.UTC takes years below 100 for those of the 20th century.
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour);
  return date.getTime() / 1000;
};

/** The local time that the fields cover; undefined where there is no such date or hour. */
export function rangeOf({ yyyy, MM, dd, HH }: TimeFields): LocalRange | undefined {
  if (yyyy === undefined) return { from: -Infinity, to: Infinity };
  if (MM === undefined) return { from: secondsOf(yyyy, 1, 1, 0), to: secondsOf(yyyy + 1, 1, 1, 0) };
  if (MM < 1 || MM > 12) return undefined;
  if (dd === undefined) return { from: secondsOf(yyyy, MM, 1, 0), to: secondsOf(yyyy, MM + 1, 1, 0) };
  const days = new Date((secondsOf(yyyy, MM + 1, 1, 0) - DAY) * 1000).getUTCDate();
  if (dd < 1 || dd > days) return undefined;
  const midnight = secondsOf(yyyy, MM, dd, 0);
  if (HH === undefined) return { from: midnight, to: midnight + DAY };
  return HH > 23 ? undefined : { from: midnight + HH * HOUR, to: midnight + (HH + 1) * HOUR };
}

/** The fields of a local time, down to the finest. */
export function fieldsOf(local: number, finest: PartitionField): TimeFields {
  const date = new Date(local * 1000);
  const all = {
    yyyy: date.getUTCFullYear(),
    MM: date.getUTCMonth() + 1,
    dd: date.getUTCDate(),
    HH: date.getUTCHours(),
  };
  const { yyyy, MM, dd, HH } = all;
  switch (finest) {
    case "yyyy":
      return { yyyy };
    case "MM":
      return { yyyy, MM };
    case "dd":
      return { yyyy, MM, dd };
    case "HH":
      return { yyyy, MM, dd, HH };
  }
}

const floorSeconds = (micros: bigint): number =>
  Number(micros / 1_000_000n) - (micros % 1_000_000n < 0n ? 1 : 0);

/**
 * The local times that may hold instants of a span. Where clocks are set back the earlier instant can have the later local
 * time, so near such a change the range is as long as the change longer.
 */
export function localRange(span: TimeSpan, zone: Zone): LocalRange {
  const from = span.from === undefined ? undefined : floorSeconds(span.from);
  const last = span.to === undefined ? undefined : floorSeconds(span.to - 1n);
  return {
    from:
      from === undefined
        ? -Infinity
        : from + Math.min(offsetAt(zone, from), offsetAt(zone, from + LONGEST_SHIFT)),
    to:
      last === undefined
        ? Infinity
        : last + Math.max(offsetAt(zone, last), offsetAt(zone, last - LONGEST_SHIFT)) + 1,
  };
}

/** The partitions that hold instants of `from <= t < to` (microseconds), in order; at most `limit`. */
export function partitionsBetween(
  span: { readonly from: bigint; readonly to: bigint },
  finest: PartitionField,
  zone: Zone,
  limit: number,
): readonly TimeFields[] {
  const found: TimeFields[] = [];
  const last = floorSeconds(span.to - 1n);
  let at = floorSeconds(span.from);
  let before = "";
  while (at <= last && found.length < limit) {
    const local = at + offsetAt(zone, at);
    const fields = fieldsOf(local, finest);
    const name = JSON.stringify(fields);
    // An hour that comes twice is one partition.
    if (name !== before) found.push(fields);
    before = name;
    const { to } = rangeOf(fields) ?? { to: local + HOUR };
    // Never back, whatever the clocks do.
    at = Math.max(finest === "HH" ? at + (to - local) : to - localOffset(zone, to), at + 1);
  }
  return found;
}
