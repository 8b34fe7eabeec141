import { nearest, type Problem, type Span } from "@pinion/core";
import type { TypedTextLiteral } from "../expr.js";

const KINDS: ReadonlyMap<string, TypedTextLiteral["of"]> = new Map<string, TypedTextLiteral["of"]>([
  ["date", "date"],
  ["time", "time"],
  ["timestamp", "timestamp"],
  ["timestamp_ntz", "timestamp_ntz"],
  ["timestamp_ltz", "timestamp_ltz"],
  ["x", "binary"],
]);

/** Which literal the word makes of the string behind it. */
export const typedTextKind = (word: string): TypedTextLiteral["of"] | undefined =>
  KINDS.get(word.toLowerCase());

/** What is wrong with `word 'text'`; whether the text fits the word is for the checker to say. */
export function typedTextProblem(word: string, span: Span): Problem | undefined {
  if (KINDS.has(word.toLowerCase())) return undefined;
  const meant = nearest(
    word,
    [...KINDS.keys(), "interval"].filter((kind) => kind.length > 1),
  );
  const wordSpan = { start: span.start, end: span.start + word.length };
  const problem = {
    code: "PN2019",
    message: `\`${word}\` makes no literal of the string behind it`,
    span: wordSpan,
  } as const;
  if (meant === undefined) return { ...problem, help: "an operator or a comma is missing between the two" };
  const text = meant.toUpperCase();
  return { ...problem, help: `did you mean \`${text}\`?`, suggestion: { span: wordSpan, text } };
}
