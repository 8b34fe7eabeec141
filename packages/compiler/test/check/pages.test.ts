import { codes, type CodePage } from "@pinion/core";
import { describe, expect, test } from "vitest";
import { checkExpression } from "../../src/check/index.js";
import { parseExpression } from "../../src/parse/index.js";
import { scopeOf, type Columns } from "./support.js";

/** The codes that an expression gets. */
function codesOf(text: string, columns: Columns): readonly string[] {
  const parsed = parseExpression(text);
  if (parsed.kind === "refused") return parsed.problems.map(({ code }) => code);
  const checked = checkExpression(parsed.expr, scopeOf(columns));
  return checked.kind === "refused" ? checked.problems.map(({ code }) => code) : [];
}

describe.each(Object.entries<CodePage>(codes).filter(([code]) => /^PN2[1-4]/.test(code)))(
  "the page of %s",
  (code, { title, explanation, example }) => {
    test("has a title and whole sentences", () => {
      expect(title).toMatch(/^[a-z`].*[^.]$/);
      expect(explanation).toMatch(/^[A-Z`].*\.$/s);
    });

    test.runIf(example?.kind === "expression")("shows what is wrong and what is right", () => {
      if (example?.kind !== "expression") throw new Error("no expression");
      expect(codesOf(example.wrong, example.columns ?? {})).toEqual([code]);
      expect(codesOf(example.right, example.columns ?? {})).toEqual([]);
    });
  },
);
