/** What stands in place of each kind of character; NULL leaves it. */
export interface MaskRules {
  readonly upper: string | null;
  readonly lower: string | null;
  readonly digit: string | null;
  readonly other: string | null;
}

export const maskRules = (
  upper: string | null,
  lower: string | null,
  digit: string | null,
  other: string | null,
): MaskRules => ({ upper, lower, digit, other });

const UPPER = /^\p{Uppercase}$/u;
const LOWER = /^\p{Lowercase}$/u;
const DIGIT = /^\p{Nd}$/u;

/** Every character replaced by its kind. Kinds go by UTF-16 unit, as in Spark: an astral letter is two others. */
export function mask(rules: MaskRules, text: string): string {
  let result = "";
  for (let i = 0; i < text.length; i++) {
    const unit = text[i] ?? "";
    result += maskOf(rules, unit) ?? unit;
  }
  return result;
}

function maskOf(rules: MaskRules, unit: string): string | null {
  if (UPPER.test(unit)) return rules.upper;
  if (LOWER.test(unit)) return rules.lower;
  if (DIGIT.test(unit)) return rules.digit;
  return rules.other;
}
