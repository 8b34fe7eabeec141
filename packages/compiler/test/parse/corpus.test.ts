import { describe, expect, test } from "vitest";
import { checkExpression } from "../../src/check/index.js";
import { parseExpression } from "../../src/parse/index.js";
import { corpus, type Line } from "./helpers/corpus.js";

/** What Spark's parser says of the values of literals, and Pinion's checker. */
const OF_VALUES = new Set([
  "INVALID_NUMERIC_LITERAL_RANGE",
  "DECIMAL_PRECISION_EXCEEDS_MAX_PRECISION",
  "INVALID_TYPED_LITERAL",
]);

const ofValues = (line: Line): boolean => line.class !== undefined && OF_VALUES.has(line.class);

function says({ expr }: Line): string {
  const result = parseExpression(expr);
  if (result.kind === "parsed") return "parsed";
  return `${expr}: ${result.problems.map(({ code, message }) => `${code} ${message}`).join("; ")}`;
}

describe.skipIf(corpus.length === 0)("Spark's own expressions (corpus/spark_expressions.jsonl)", () => {
  const refused = corpus.filter(({ error }) => error === "parse");

  test("what Spark parses is parsed", () => {
    const parsed = corpus.filter(({ error }) => error !== "parse");
    expect(parsed.map(says).filter((said) => said !== "parsed")).toEqual([]);
  });

  test("what Spark's parser refuses is refused", () => {
    const syntax = refused.filter((line) => !ofValues(line));
    expect(syntax.filter((line) => says(line) === "parsed")).toEqual([]);
  });

  test("literals without a value are refused when they are read", () => {
    const read = refused.filter(ofValues).map(({ expr }) => {
      const result = parseExpression(expr);
      const scope = { columns: [], timeZone: "UTC", what: "the corpus" };
      return result.kind === "parsed" ? checkExpression(result.expr, scope).kind : result.kind;
    });
    expect(read.filter((kind) => kind !== "refused")).toEqual([]);
  });
});
