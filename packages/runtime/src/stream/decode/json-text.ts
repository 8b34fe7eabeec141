import { toInt64, type DataType, type DecimalType, type Value } from "@pinion/core";
import { isBase64, unbase64Strictly } from "@pinion/core/std";
import { exactDecimal } from "../../sources/duckdb/json-value.js";

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/u;
const NOT_FINITE = /^(?:[+-]?(?:[iI][nN][fF](?:[iI][nN][iI][tT][yY])?|NaN)|[nN][aA][nN])$/u;
const WHOLE: DecimalType = { kind: "decimal", precision: 38, scale: 0 };
const BITS = { tinyint: 8, smallint: 16, int: 32, bigint: 64 } as const;
const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ["true", true],
  ["t", true],
  ["1", true],
  ["false", false],
  ["f", false],
  ["0", false],
]);

/**
 * The value that a text stands for in files of texts and in records of JSON; undefined where it is none of the type. Datetimes and
 * nested types have readers of their own.
 */
export function valueOfText(text: string, type: DataType): Value | undefined {
  switch (type.kind) {
    case "string":
      return text;
    case "binary":
      return isBase64(text) ? (unbase64Strictly(text) ?? undefined) : undefined;
    case "boolean":
      return BOOLEANS.get(text.toLowerCase());
    case "tinyint":
    case "smallint":
    case "int":
    case "bigint": {
      const whole = exactDecimal(without(ASCII_BLANK, text), WHOLE);
      return whole === undefined || BigInt.asIntN(BITS[type.kind], whole) !== whole
        ? undefined
        : toInt64(whole);
    }
    case "float":
    case "double":
      return fraction(without(ASCII_BLANK, text), type.kind);
    case "decimal":
      return exactDecimal(without(ASCII_BLANK, text), type);
    default:
      return undefined;
  }
}

/** Beyond the type's range it is infinite. */
function fraction(text: string, kind: "float" | "double"): number | undefined {
  if (NOT_FINITE.test(text)) return /n$/iu.test(text) ? NaN : text.startsWith("-") ? -Infinity : Infinity;
  if (!NUMBER.test(text)) return undefined;
  return kind === "float" ? Math.fround(Number(text)) : Number(text);
}

/** A text without the spaces around it, but no other blanks; null where nothing is left. */
export function unspaced(text: string): string | null {
  const rest = without(SPACE, text);
  return rest === "" ? null : rest;
}

const SPACE = /\p{Zs}/u;
const ASCII_BLANK = /[\t\n\v\f\r ]/u;

function without(blank: RegExp, text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && blank.test(text[from] ?? "")) from++;
  while (to > from && blank.test(text[to - 1] ?? "")) to--;
  return text.slice(from, to);
}
