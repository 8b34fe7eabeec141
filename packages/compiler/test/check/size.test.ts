import { INT } from "@pinion/core";
import { describe, expect, it } from "vitest";
import { checkExpression } from "../../src/check/index.js";
import { parseExpression } from "../../src/parse/index.js";

const nested = (wrap: (inner: string) => string): string => {
  let text = "x";
  for (let i = 0; i < 40; i++) text = wrap(text);
  return text;
};

describe("rewrites that repeat their arguments", () => {
  it.each([
    ["nullif", nested((x) => `nullif(${x}, 1)`)],
    ["CASE with a subject", nested((x) => `case ${x} when 1 then 2 when 2 then 3 else 4 end`)],
    ["BETWEEN", nested((x) => `if(${x} between 1 and 2, 1, 2)`)],
    ["choices of a coalesce", `coalesce(${"x, ".repeat(5_000)}1)`],
  ])("are refused where nesting %s would make a tree out of all proportion", (_, text) => {
    const parsed = parseExpression(text);
    if (parsed.kind !== "parsed") throw new Error("does not parse");
    const scope = {
      columns: [{ name: "x", type: INT, nullable: true }],
      timeZone: "UTC",
      what: "source `s`",
    };
    expect(checkExpression(parsed.expr, scope)).toMatchObject({
      kind: "refused",
      problems: [{ code: "PN2404" }],
    });
  });
});
