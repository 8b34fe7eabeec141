import { codes, type CodePage } from "@pinion/core";
import { describe, expect, test } from "vitest";
import { parseExpression } from "../../src/parse/index.js";
import { codesOf } from "./helpers/parse.js";

describe.each(Object.entries<CodePage>(codes).filter(([code]) => code.startsWith("PN20")))(
  "the page of %s",
  (code, { title, explanation, example }) => {
    test("has a title and whole sentences", () => {
      expect(title).toMatch(/^[a-z].*[^.]$/);
      expect(explanation).toMatch(/^[A-Z`].*\.$/s);
    });

    test.runIf(example?.kind === "expression")("shows what is wrong and what is right", () => {
      if (example?.kind !== "expression") throw new Error("no expression");
      expect(codesOf(example.wrong)).toEqual([code]);
      expect(parseExpression(example.right).kind).toBe("parsed");
    });
  },
);
