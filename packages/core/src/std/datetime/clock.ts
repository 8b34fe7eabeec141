import type { Int64 } from "../../values/value.js";
import { floorMod } from "./calendar.js";
import { microOfSecond, secondsOf } from "./micros.js";
import { offsetAt, type Zone } from "./zone.js";

/** What the clocks of a zone show at an instant. */

const localSeconds = (zone: Zone, micros: Int64): number => {
  const seconds = secondsOf(micros);
  return seconds + offsetAt(zone, seconds);
};

export const hourOfTimestamp = (zone: Zone, micros: Int64): number =>
  floorMod(Math.floor(localSeconds(zone, micros) / 3600), 24);

export const minuteOfTimestamp = (zone: Zone, micros: Int64): number =>
  floorMod(Math.floor(localSeconds(zone, micros) / 60), 60);

export const secondOfTimestamp = (zone: Zone, micros: Int64): number =>
  floorMod(localSeconds(zone, micros), 60);

/** Seconds with their fraction, as a DECIMAL(8,6). */
export const exactSecondOfTimestamp = (zone: Zone, micros: Int64): bigint =>
  BigInt(secondOfTimestamp(zone, micros) * 1_000_000 + microOfSecond(micros));
