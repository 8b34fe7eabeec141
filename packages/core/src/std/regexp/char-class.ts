import { complement, foldAscii, intersection, showRanges, union, type Ranges } from "./code-set.js";
import { anyCase, propertyOf, type Property } from "./properties.js";

/** A class of characters: ranges and named classes together, or all others. */
export interface CharClass {
  readonly ranges: Ranges;
  readonly named: readonly Property[];
  readonly negated: boolean;
}

export const ofRanges = (ranges: Ranges, negated = false): CharClass => ({ ranges, named: [], negated });

/** The class of `\p{name}` (or `\P{name}`); undefined where there is none. */
export function ofProperty(name: string, negated: boolean, ignoreCase: boolean): CharClass | undefined {
  const property = propertyOf(name);
  if (property === undefined) return undefined;
  const wanted = ignoreCase && property.cased ? anyCase : property;
  return wanted.re2 === undefined
    ? ofRanges(wanted.ranges(), negated)
    : { ranges: [], named: [wanted], negated };
}

export const negate = (set: CharClass): CharClass => ({ ...set, negated: !set.negated });

/** The class with the letters A to Z in both cases. */
export const ignoringCase = (set: CharClass): CharClass => ({ ...set, ranges: foldAscii(set.ranges) });

export function unite(a: CharClass, b: CharClass): CharClass {
  if (!a.negated && !b.negated) {
    return { ranges: union(a.ranges, b.ranges), named: [...a.named, ...b.named], negated: false };
  }
  return ofRanges(union(allRanges(a), allRanges(b)));
}

export const intersect = (a: CharClass, b: CharClass): CharClass =>
  ofRanges(intersection(allRanges(a), allRanges(b)));

function allRanges({ ranges, named, negated }: CharClass): Ranges {
  const all = union(ranges, ...named.map((property) => property.ranges()));
  return negated ? complement(all) : all;
}

/** The class as RE2 writes it. */
export function showClass({ ranges, named, negated }: CharClass): string {
  const items = showRanges(ranges) + named.map((property) => property.re2 ?? "").join("");
  if (items === "") return negated ? "(?s:.)" : "[^\\x{0}-\\x{10ffff}]";
  return `[${negated ? "^" : ""}${items}]`;
}
