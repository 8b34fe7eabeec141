import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CANARY, expectUntouched } from "./support/canary.js";
import { expectRuns, typedOf } from "./support/compile.js";
import { corpus, grammarMade, mutated, soup } from "./support/expressions.js";
import { anyText, runs, timeout } from "./support/runs.js";

/*
 * Any text as an expression: it is refused with problems, or compiles to code that gives what the interpreter
 * gives. Nothing is thrown, and nothing of the text is ever run as code.
 */

const SOURCES = [
  ["any text", anyText, 1_500],
  ["a soup of tokens", soup, 3_000],
  ["what the grammar makes", grammarMade, 1_500],
  ["lines of the corpus, mutated", mutated(corpus), 3_000],
] as const;

test("code that is run is noticed", async () => {
  await import(`data:text/javascript,globalThis.${CANARY}=1`);
  expect(() => expectUntouched()).toThrow("code was run");
  Reflect.deleteProperty(globalThis, CANARY);
  expectUntouched();
});

/** Where the corpus of Spark's expressions is not at hand, its lines are not mutated. */
const isThere = (name: string): boolean => corpus.length > 0 || !name.includes("corpus");

describe.each(SOURCES)("%s", (name, source, base) => {
  test.runIf(isThere(name))(
    "is typed or refused",
    () => {
      let [tried, typed] = [0, 0];
      fc.assert(
        fc.property(source, (text) => {
          tried++;
          if (typedOf(text) !== undefined) typed++;
        }),
        runs(base),
      );
      console.info(`${typed} of ${tried} have types`);
      expectUntouched();
    },
    timeout,
  );

  test.runIf(isThere(name))(
    "compiles to what the interpreter says",
    async () => {
      const batch = fc.array(source, { minLength: 60, maxLength: 60 });
      await fc.assert(
        fc.asyncProperty(batch, async (texts) => {
          const typed = texts.flatMap((text) => {
            const expr = typedOf(text);
            return expr === undefined ? [] : [{ text, expr }];
          });
          await expectRuns(
            typed.map(({ text }) => text),
            typed.map(({ expr }) => expr),
          );
        }),
        { ...runs(8), endOnFailure: false },
      );
    },
    timeout,
  );
});
