import { allFunctions } from "@pinion/core/functions";
import { describe, expect, test } from "vitest";
import { evaluateText } from "../../src/eval/index.js";

const timeZone = "America/Los_Angeles";

describe.each(allFunctions.map((record) => [record.name, record] as const))("%s", (_, record) => {
  test("has examples", () => {
    expect(record.examples.length).toBeGreaterThan(0);
  });

  test.each(record.examples)("$expr is $text", ({ expr, text }) => {
    expect(evaluateText({ expr, timeZone })).toMatchObject({ text });
  });
});
