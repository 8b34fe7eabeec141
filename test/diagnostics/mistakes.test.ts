import { describe, expect, test } from "vitest";
import { CALLS } from "./mistakes/calls.js";
import { FINE, NAMES } from "./mistakes/names.js";
import { SYNTAX } from "./mistakes/syntax.js";
import { TYPES } from "./mistakes/types.js";
import { isTaken, mark, problemsOf, replaced, scopeOf, unmark } from "./support/expression.js";

/* Typical mistakes in expressions: the code, the exact place, one message, and a suggestion that compiles. */

const scope = scopeOf({
  fare_amount: "double",
  tip_amount: "double",
  zone: "bigint",
  payment: "string",
  name: "string",
  paid: "boolean",
  pickup: "timestamp",
  dropoff: "timestamp",
  day: "date",
  tags: "array<string>",
  props: "map<string,string>",
  place: "struct<lat:double,lon:double>",
});

describe.each([
  ["names", NAMES],
  ["calls", CALLS],
  ["types", TYPES],
  ["syntax", SYNTAX],
])("%s", (_, rows) => {
  test.each(rows)("$marked", ({ marked, code, severity, mended, help }) => {
    const { text } = unmark(marked);
    const problems = problemsOf(text, scope);
    expect(problems.map((problem) => problem.code)).toEqual([code]);
    const [problem] = problems;
    if (problem === undefined) throw new Error("nothing is said");
    const { span, suggestion, message } = problem;
    expect(mark(text, [span])).toBe(marked);
    expect(problem.severity ?? "error").toBe(severity);
    expect(message).toMatch(/^[a-zA-Z0-9`'].*[^.]$/s);
    if (help !== undefined) expect(problem.help).toContain(help);
    const after = suggestion === undefined ? undefined : replaced(text, suggestion.span, suggestion.text);
    expect(after).toBe(mended);
    if (after !== undefined) expect(isTaken(after, scope), `${after} is taken`).toBe(true);
  });
});

test.each(FINE)("nothing is said of %s", (text) => {
  expect(isTaken(text, scope)).toBe(true);
  expect(problemsOf(text, scope)).toEqual([]);
});
