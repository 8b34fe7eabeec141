import type { Int64 } from "../../values/value.js";
import { floorMod } from "./calendar.js";
import { microOfSecond, MICROS_PER_DAY, SECONDS_PER_DAY, secondsOf } from "./micros.js";
import { offsetAt, type Zone } from "./zone.js";

const BIG_DAY = BigInt(MICROS_PER_DAY);

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

/*
 * The same where the clocks show UTC, which is known when code is emitted: no zone is asked, and one division
 * leads from microseconds to the unit.
 */

/** Whole units since the epoch, rounded down; units of microseconds from 2^20 on, so that the quotient is safe. */
const bigUnits = (micros: bigint, unit: bigint): number =>
  Number(micros < 0n ? (micros - unit + 1n) / unit : micros / unit);

export const dateOfUtc = (micros: Int64): number =>
  typeof micros === "number" ? Math.floor(micros / MICROS_PER_DAY) : bigUnits(micros, BIG_DAY);

/*
 * Hours and minutes of safe microseconds fit 32 bits, where the remainder of a division by a constant is a
 * multiplication. What is added makes them positive, and is a whole number of days.
 */
const HOURS_ADDED = 24 * 104_250;
const MINUTES_ADDED = 60 * HOURS_ADDED;

export const hourOfUtc = (micros: Int64): number =>
  typeof micros === "number"
    ? (((Math.floor(micros / 3_600_000_000) | 0) + HOURS_ADDED) >>> 0) % 24
    : floorMod(bigUnits(micros, 3_600_000_000n), 24) | 0;

export const minuteOfUtc = (micros: Int64): number =>
  typeof micros === "number"
    ? (((Math.floor(micros / 60_000_000) | 0) + MINUTES_ADDED) >>> 0) % 60
    : floorMod(bigUnits(micros, 60_000_000n), 60) | 0;

export const secondOfUtc = (micros: Int64): number => floorMod(secondsOf(micros), 60);
