import type { Problem, Span } from "@pinion/core";
import type { TypedTextLiteral } from "../expr.js";

const KINDS: ReadonlyMap<string, TypedTextLiteral["of"]> = new Map<string, TypedTextLiteral["of"]>([
  ["date", "date"],
  ["timestamp", "timestamp"],
  ["timestamp_ntz", "timestamp_ntz"],
  ["timestamp_ltz", "timestamp_ltz"],
  ["x", "binary"],
]);

/** Which literal the word makes of the string behind it. */
export const typedTextKind = (word: string): TypedTextLiteral["of"] | undefined =>
  KINDS.get(word.toLowerCase());

/** What is wrong with `word 'value'`. */
export function typedTextProblem(
  word: string,
  value: string,
  span: Span,
  valueSpan: Span,
): Problem | undefined {
  const kind = typedTextKind(word);
  if (kind === undefined) {
    return {
      code: "PN2019",
      message: `\`${word}\` makes no literal of the string behind it`,
      span,
      label: "no literal",
      help: "write DATE, TIMESTAMP, X or INTERVAL before a string, or an operator between the two",
    };
  }
  if (kind === "binary" && !/^[0-9A-Fa-f]*$/.test(value)) {
    return {
      code: "PN2019",
      message: "X'…' holds hexadecimal digits alone",
      span: valueSpan,
      help: "write two digits a byte: `X'1CC7'`",
    };
  }
  return undefined;
}
