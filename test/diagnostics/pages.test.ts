import { codes, type Code, type CodePage, type ProjectExample } from "@pinion/core";
import { describe, expect, test } from "vitest";
import { evaluateLine } from "../../packages/compiler/src/index.js";
import { diagnose, type Said } from "./support/definitions.js";
import { problemsOf, scopeOf } from "./support/expression.js";

/*
 * Every code has a page, and what the page calls wrong and right is so. Examples that are expressions or
 * definitions are run; failures of a job, a store or a call are run by the tests of those, and only written
 * out on the page.
 */

const pages = Object.entries(codes) as readonly (readonly [Code, CodePage])[];

/** Codes of expressions and definitions whose failure is too long, or outside of both, to stand on a page. */
const SHOWN_IN_WORDS: readonly Code[] = ["PN1004", "PN2003", "PN2004", "PN2404"];
const LINES: readonly Code[] = ["PN2490", "PN2491", "PN2492"];

const FEATURES = `import { fileSource, t } from "@pinion/dsl";
export const trips = fileSource("trips", { path: "trips.csv", columns: { fare: t.double() } });
`;

const run = (text: string, { file, beside }: ProjectExample): Promise<Said> =>
  diagnose({
    ...beside,
    ...(file === undefined ? { "features/a.ts": text } : { [file]: text, "features/a.ts": FEATURES }),
  });

describe.each(pages)("the page of %s", (code, { title, explanation, example }) => {
  test("has a title and whole sentences", () => {
    expect(title).toMatch(/^[a-z`][^\n]*[^.\n]$/);
    expect(explanation).toMatch(/^[A-Z`].*\.$/s);
    expect(example.wrong).not.toBe(example.right);
  });

  if (/^PN[123]/.test(code) && !SHOWN_IN_WORDS.includes(code) && !LINES.includes(code)) {
    test("has an example that can be run", () => expect(example.kind).not.toBe("text"));
  }

  if (example.kind === "expression") {
    const scope = scopeOf(example.columns ?? {});
    test("the wrong example gets exactly this code, with its place", () => {
      const problems = problemsOf(example.wrong, scope);
      expect([...new Set(problems.map((problem) => problem.code))]).toEqual([code]);
    });
    test("the right example gets none", () => {
      expect(problemsOf(example.right, scope)).toEqual([]);
    });
  }

  if (example.kind === "project") {
    test("the wrong example gets exactly this code, with its place", async () => {
      const { diagnostics } = await run(example.wrong, example);
      expect([...new Set(diagnostics.map((diagnostic) => diagnostic.code))]).toEqual([code]);
      for (const { place } of diagnostics) expect(place).toBeDefined();
    });
    test("the right example gets none", async () => {
      expect(await run(example.right, example)).toMatchObject({ kind: "checked", diagnostics: [] });
    });
  }

  if (LINES.includes(code)) {
    test("the wrong line gets the code, the right one an answer", () => {
      expect(JSON.parse(evaluateLine(example.wrong, "UTC"))).toMatchObject({ error: { code } });
      expect(JSON.parse(evaluateLine(example.right, "UTC"))).not.toHaveProperty("error");
    });
  }
});

test("codes are grouped by the phase that they come from", () => {
  for (const [code] of pages) expect(code).toMatch(/^PN[1-9]\d{3}$/);
});
