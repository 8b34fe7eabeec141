import { floorMod } from "./calendar.js";

/** From Thursday, the day of 1970-01-01. */
const NAMES = [
  ["TH", "THU", "THURSDAY"],
  ["FR", "FRI", "FRIDAY"],
  ["SA", "SAT", "SATURDAY"],
  ["SU", "SUN", "SUNDAY"],
  ["MO", "MON", "MONDAY"],
  ["TU", "TUE", "TUESDAY"],
  ["WE", "WED", "WEDNESDAY"],
];
const places = new Map(NAMES.flatMap((names, place) => names.map((name) => [name, place] as const)));

/** The first date after a date that falls on a day of the week; null where no day is called so. */
export function nextDay(days: number, name: string): number | null {
  const place = places.get(name.toUpperCase());
  return place === undefined ? null : (days + 1 + floorMod(place - 1 - days, 7)) | 0;
}
