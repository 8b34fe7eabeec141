import { printDiagnostics } from "@pinion/core";
import { describe, expect, test } from "vitest";
import { DEFINITIONS } from "./mistakes/definitions.js";
import { diagnose } from "./support/definitions.js";
import { unmark } from "./support/expression.js";
import { features } from "./support/trips.js";

/* What people read, whole: change it on purpose. */

const FILE = "features/a.ts";

async function printed(text: string): Promise<string> {
  const { diagnostics, fileText } = await diagnose({ [FILE]: text });
  return printDiagnostics(diagnostics, { textOf: fileText });
}

const EXPRESSIONS = [
  "fare > 1 && paid",
  "paid ? fare : 0",
  "case when paid then 1 else 2",
  "(fare + 1",
  "count(*)",
  "payment.isEmpty()",
  "payment = None",
  "1 < fare < 5",
  "1 < seats || paid",
  "date_format(at, 'YYYY-MM-DD')",
  "payment rlike r'(?=a)b'",
  "fare in ('1')",
];

describe("an expression", () => {
  test.each(EXPRESSIONS)("%s", async (text) => {
    expect(await printed(features(`\n  f_a: expr(${JSON.stringify(text)}),\n`))).toMatchSnapshot();
  });
});

const NAMES = [
  "on a line of its own",
  "an input misspelt",
  "two mistakes at once",
  "put together at run time",
  "a division of integers",
  "a sum of fractions in an int",
  "a filter that is a number",
  "two features of one name",
  "a window of months",
  "an event time misspelt",
  "a key of another type",
  "a window over a request",
  "behind astral letters",
];

describe("definitions", () => {
  test.each(DEFINITIONS.filter(({ name }) => NAMES.includes(name)))("$name", async ({ marked }) => {
    expect(await printed(unmark(marked).text)).toMatchSnapshot();
  });
  test("every one of them is there", () => {
    expect(DEFINITIONS.map(({ name }) => name)).toEqual(expect.arrayContaining(NAMES));
  });
});
