import { findZone } from "../std/datetime/zone.js";
import { spelled } from "../std/datetime/zone-region.js";

/**
 * The time zone that a text names, as it is spelled: the text itself where it names one, `Europe/Berlin` of `europe/berlin`,
 * undefined where it names none in any case.
 */
export function timeZoneId(text: string): string | undefined {
  if (findZone(text) !== undefined) return text;
  const id = spelled(text);
  return findZone(id) === undefined ? undefined : id;
}
