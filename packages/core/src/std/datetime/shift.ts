import type { Int64 } from "../../values/value.js";
import { microOfSecond, microsOf, secondsOf } from "./micros.js";
import { findZone, localOffset, offsetAt, type Zone } from "./zone.js";

/*
 * Timestamps that stand for the local time of another zone. Each function takes the name of a zone as a text
 * and gives null where it names none.
 */

/** The instant whose time in UTC is what the clocks of a zone show at the given one. */
export function fromUtcTimestamp(micros: Int64, name: string): Int64 | null {
  const zone = findZone(name);
  if (zone === undefined) return null;
  const seconds = secondsOf(micros);
  return microsOf(seconds + offsetAt(zone, seconds), microOfSecond(micros));
}

/** The instant at which the clocks of a zone show what those of UTC show at the given one. */
export function toUtcTimestamp(micros: Int64, name: string): Int64 | null {
  const zone = findZone(name);
  if (zone === undefined) return null;
  const seconds = secondsOf(micros);
  return microsOf(seconds - localOffset(zone, seconds), microOfSecond(micros));
}

/** What the clocks of the session show, read in zone `from`, shown by the clocks of zone `to`. */
export function convertTimezone(session: Zone, from: string, to: string, micros: Int64): Int64 | null {
  const [source, target] = [findZone(from), findZone(to)];
  if (source === undefined || target === undefined) return null;
  const seconds = secondsOf(micros);
  const shown = seconds + offsetAt(session, seconds);
  const instant = shown - localOffset(source, shown);
  const moved = instant + offsetAt(target, instant);
  return microsOf(moved - localOffset(session, moved), microOfSecond(micros));
}
