import { findZone } from "../../std/datetime/zone.js";

/** A word that a constant text may say a date or timestamp by, whatever stands around it and whatever its case. */
export type SpecialText = "epoch" | "now" | "today" | "tomorrow" | "yesterday";

const SPECIAL = /^(epoch|now|today|tomorrow|yesterday)[ \t]*(.*)$/i;

/** The special word that a text is, perhaps with a time zone behind it, which `now` has not. */
export function specialText(text: string): SpecialText | undefined {
  const [, word, zone = ""] = SPECIAL.exec(text.trim()) ?? [];
  if (word === undefined) return undefined;
  const special = word.toLowerCase() as SpecialText;
  if (zone === "") return special;
  return special !== "now" && findZone(zone) !== undefined ? special : undefined;
}
