import type { Problem, Span } from "@pinion/core";
import type { NumberLiteral } from "../expr.js";

const PARTS = /^(.*?)(bd|[lsyfd])?$/i;
const DIGITS = 38;

const LIMITS = { Y: 2n ** 7n, S: 2n ** 15n, L: 2n ** 63n } as const;
const INTEGRAL_TYPE = { Y: "TINYINT", S: "SMALLINT", L: "BIGINT" } as const;
const FLOAT_MAX = 3.4028234663852886e38;

/** The literal, and what is wrong with its value; `negative` where a minus belongs to it. */
export function readNumber(
  image: string,
  span: Span,
  negative: boolean,
): { readonly literal: NumberLiteral; readonly problem?: Problem } {
  const [, text = image, suffix = ""] = PARTS.exec(image) ?? [];
  const literal: NumberLiteral = { kind: "number", text, suffix: suffixOf(suffix), span };
  const problem = outOfRange(literal, image, negative);
  return problem === undefined ? { literal } : { literal, problem };
}

function suffixOf(text: string): NumberLiteral["suffix"] {
  const suffix = text.toUpperCase();
  switch (suffix) {
    case "Y":
    case "S":
    case "L":
    case "F":
    case "D":
    case "BD":
      return suffix;
    default:
      return null;
  }
}

function outOfRange(literal: NumberLiteral, image: string, negative: boolean): Problem | undefined {
  const { suffix, text, span } = literal;
  const refuse = (type: string, help?: string): Problem => ({
    code: "PN2012",
    message: `\`${negative ? "-" : ""}${shortened(image)}\` is out of the range of ${type}`,
    span,
    label: "out of range",
    ...(help === undefined ? {} : { help }),
  });
  switch (suffix) {
    case "Y":
    case "S":
    case "L": {
      const limit = LIMITS[suffix];
      const fits =
        /^[0-9]+$/.test(text) && text.length < 100 && BigInt(text) <= (negative ? limit : limit - 1n);
      return fits ? undefined : refuse(INTEGRAL_TYPE[suffix], "leave the suffix out");
    }
    case "F":
      return Number(text) <= FLOAT_MAX ? undefined : refuse("FLOAT", "write the suffix D for a DOUBLE");
    case "D":
      return Number.isFinite(Number(text)) ? undefined : refuse("DOUBLE");
    case "BD":
      return digitsOf(text) <= DIGITS ? undefined : refuse("DECIMAL, which has 38 digits");
    case null:
      if (/e/i.test(text)) return Number.isFinite(Number(text)) ? undefined : refuse("DOUBLE");
      return digitsOf(text) <= DIGITS
        ? undefined
        : refuse("DECIMAL, which has 38 digits", "write the suffix D for a DOUBLE");
  }
}

const shortened = (image: string): string => (image.length > 40 ? `${image.slice(0, 39)}…` : image);

/** How many digits a DECIMAL needs to hold it, those before and those behind the point. */
function digitsOf(text: string): number {
  const [mantissa = "", exponent = "0"] = text.toLowerCase().split("e");
  const [whole = "", fraction = ""] = mantissa.split(".");
  const significant = `${whole}${fraction}`.replace(/^0+/, "");
  const scale = fraction.length - Number(exponent);
  if (scale < 0) return significant.length - scale;
  return Math.max(significant.length, scale);
}
