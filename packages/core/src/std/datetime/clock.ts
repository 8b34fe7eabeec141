import type { Int64 } from "../../values/value.js";
import { floorMod } from "./calendar.js";
import { microOfSecond, SECONDS_PER_DAY, secondsOf } from "./micros.js";
import { offsetAt, type Zone } from "./zone.js";

/** What the clocks of a zone show at an instant. */

const localSeconds = (zone: Zone, micros: Int64): number => {
  const seconds = secondsOf(micros);
  return seconds + offsetAt(zone, seconds);
};

/** Within the day: 0 to 86399. What is within 32 bits is divided in them. */
const secondOfDay = (zone: Zone, micros: Int64): number =>
  floorMod(localSeconds(zone, micros), SECONDS_PER_DAY) | 0;

export const hourOfTimestamp = (zone: Zone, micros: Int64): number => (secondOfDay(zone, micros) / 3600) | 0;

export const minuteOfTimestamp = (zone: Zone, micros: Int64): number =>
  ((secondOfDay(zone, micros) % 3600) / 60) | 0;

export const secondOfTimestamp = (zone: Zone, micros: Int64): number =>
  floorMod(localSeconds(zone, micros), 60);

/** Seconds with their fraction, as a DECIMAL(8,6). */
export const exactSecondOfTimestamp = (zone: Zone, micros: Int64): bigint =>
  BigInt(secondOfTimestamp(zone, micros) * 1_000_000 + microOfSecond(micros));
