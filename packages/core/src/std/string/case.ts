import { unitsAt } from "./code-points.js";
import { titleCase } from "./title-case.js";

/** Upper case by Unicode's full mappings, of no language in particular. */
export const upperText = (text: string): string => text.toUpperCase();

/** Lower case by Unicode's full mappings, of no language in particular. */
export const lowerText = (text: string): string => text.toLowerCase();

/** The first code point of each word in title case, the others in lower case; U+0020 alone parts words. */
export const initcap = (text: string): string => text.split(" ").map(capitalise).join(" ");

function capitalise(word: string): string {
  if (word === "") return "";
  const first = word.slice(0, unitsAt(word, 0));
  // The whole word is lowered, because a sigma's form depends on what stands before it.
  return titleCase(first) + word.toLowerCase().slice(first.toLowerCase().length);
}
