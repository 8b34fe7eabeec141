import type { DataType } from "@pinion/core";
import {
  compilePattern,
  findZone,
  isPatternError,
  parseDatePattern,
  parseDateText,
  parseTimestampPattern,
  parseTimestampText,
} from "@pinion/core/std";
import type { InferredColumn } from "./inferred.js";

export type TextType = Pick<InferredColumn, "type" | "format">;

const STRING: TextType = { type: { kind: "string" } };
const TIMES = ["HH:mm:ss", "HH:mm"];
const DAYS = ["yyyy/MM/dd", "dd.MM.yyyy", "dd/MM/yyyy", "MM/dd/yyyy", "dd-MM-yyyy", "MM-dd-yyyy"];
const zone = findZone("UTC");

/** A type that holds all texts of a column exactly, the narrowest; NULLs aside. Numbers only where `numbers` says so. */
export function textType(name: string, texts: readonly string[], numbers: boolean): TextType {
  if (texts.length === 0) return STRING;
  const all = (test: (text: string) => boolean): boolean => texts.every(test);
  if (numbers) {
    if (all((text) => /^(?:true|false)$/iu.test(text))) return { type: { kind: "boolean" } };
    // A number with zeros before it is rather a code.
    if (all((text) => /^-?(?:0|[1-9]\d{0,18})$/u.test(text))) {
      const values = texts.map(BigInt);
      if (values.some((value) => BigInt.asIntN(64, value) !== value)) return STRING;
      return wholeType(name, values);
    }
    const fraction = /^-?(?:0|[1-9]\d*)?(?:\.\d+)?(?:[eE][+-]?\d+)?$/u;
    if (all((text) => fraction.test(text) && /\d/u.test(text) && significant(text) <= 15))
      return { type: { kind: "double" } };
  }
  return timeType(texts) ?? STRING;
}

/** Digits that count: a double keeps 15. */
const significant = (text: string): number =>
  text
    .replace(/[eE].*$/u, "")
    .replace(/[-.]/gu, "")
    .replace(/^0+/u, "").length;

const TIME_NAME = /time|date|epoch|created|updated|(?:^|_)(?:at|ts)$/iu;

/** INT, BIGINT, or a time where the name says so and all values are in our days. */
export function wholeType(name: string, values: readonly bigint[]): TextType {
  const within = (from: bigint, to: bigint): boolean => values.every((value) => value >= from && value < to);
  if (TIME_NAME.test(name)) {
    for (const [format, unit] of [
      ["epoch", 1n],
      ["epoch_millis", 1000n],
      ["epoch_micros", 1_000_000n],
    ] as const) {
      // 1990 to 2100.
      if (within(631_152_000n * unit, 4_102_444_800n * unit)) return { type: { kind: "timestamp" }, format };
    }
  }
  const int: DataType = { kind: "int" };
  return { type: within(-2_147_483_648n, 2_147_483_648n) ? int : { kind: "bigint" } };
}

function timeType(texts: readonly string[]): TextType | undefined {
  if (zone === undefined) throw new Error("no UTC");
  const all = (test: (text: string) => unknown): boolean => texts.every((text) => test(text) !== null);
  const longEnough = texts.every((text) =>
    /\d{4}-\d\d-\d\d|\d\d?[./-]\d\d?[./-]\d{4}|\d{4}\/\d\d/u.test(text),
  );
  if (!longEnough) return undefined;
  if (texts.every((text) => /^\d{4}-\d\d-\d\d$/u.test(text)) && all(parseDateText))
    return { type: { kind: "date" } };
  const plain = compilePattern("yyyy-MM-dd HH:mm:ss");
  if (!isPatternError(plain) && all((text) => parseTimestampPattern(plain, zone, text)))
    return { type: { kind: "timestamp" }, format: "yyyy-MM-dd HH:mm:ss" };
  if (
    texts.every((text) => /^\d{4}-\d\d-\d\d[T ]/u.test(text)) &&
    all((text) => parseTimestampText(text, zone))
  )
    return { type: { kind: "timestamp" } };
  const fitting: TextType[] = [];
  for (const day of DAYS) {
    const date = compilePattern(day);
    if (!isPatternError(date) && all((text) => parseDatePattern(date, zone, text)))
      fitting.push({ type: { kind: "date" }, format: day });
    for (const time of TIMES) {
      const pattern = compilePattern(`${day} ${time}`);
      if (!isPatternError(pattern) && all((text) => parseTimestampPattern(pattern, zone, text)))
        fitting.push({ type: { kind: "timestamp" }, format: `${day} ${time}` });
    }
  }
  // 03/04/2020 may be of March or of April: nothing here can tell.
  return fitting.length === 1 ? fitting[0] : undefined;
}
