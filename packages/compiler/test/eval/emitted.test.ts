import { interpret, type TypedExpr, type Value } from "@pinion/core";
import fc from "fast-check";
import { expect, test } from "vitest";
import { checkExpression } from "../../src/check/index.js";
import { parseExpression } from "../../src/parse/index.js";
import { expression, rows, scope } from "../check/expressions.js";
import { load } from "../emit/support/load.js";

/*
 * What `eval` answers by interpreting is what emitted evaluators answer, of every function of the library.
 */

function typedOf(text: string): TypedExpr | undefined {
  const parsed = parseExpression(text);
  if (parsed.kind === "refused") return undefined;
  const checked = checkExpression(parsed.expr, scope);
  return checked.kind === "typed" ? checked.expr : undefined;
}

/** Those of 1,500 random texts that are typed. */
function outputsOf(seed: number): readonly { label: string; expr: TypedExpr; features: readonly string[] }[] {
  return fc.sample(expression, { numRuns: 1500, seed }).flatMap((label) => {
    const expr = typedOf(label);
    return expr === undefined ? [] : [{ label, expr, features: [] }];
  });
}

test("equal lambdas of different calls are evaluated apart", async () => {
  const texts = [
    "cast(array(1.5, d) as string)",
    "cast(array(2.5, d) as string)",
    "cast(map(d, d) as string)",
  ];
  const outputs = texts.flatMap((label) => {
    const expr = typedOf(label);
    return expr === undefined ? [] : [{ label, expr, features: [] }];
  });
  const evaluators = await load([{ id: "p0", inputs: scope.columns, outputs, kernel: false }]);
  const out: Value[] = [];
  evaluators.row("p0")(
    scope.columns.map(({ name }) => (name === "d" ? 0.5 : null)),
    out,
    new Float64Array(0),
  );
  expect(out).toEqual(["[1.5, 0.5]", "[2.5, 0.5]", "{0.5 -> 0.5}"]);
});

test("emitted evaluators answer what the interpreter answers", async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer(), async (seed) => {
      const outputs = outputsOf(seed);
      const spec = { id: "p0", inputs: scope.columns, outputs, kernel: false };
      const evaluators = await load([spec]);
      const evaluate = evaluators.row("p0");
      const failures = new Float64Array(evaluators.emitted.entries[0]?.failures.length ?? 0);
      for (const row of rows) {
        const out: Value[] = [];
        evaluate(
          scope.columns.map(({ name }) => row.get(name) ?? null),
          out,
          failures,
        );
        const wrong = outputs.filter(({ expr }, i) => {
          const expected = interpret(expr, (name) => row.get(name) ?? null);
          return !equal(out[i] ?? null, expected);
        });
        expect(wrong.map(({ label }) => label)).toEqual([]);
      }
    }),
    { numRuns: 8 },
  );
});

/** The same value in every part, NaN and -0.0 told apart from others. */
function equal(a: Value, b: Value): boolean {
  if (Array.isArray(a) && Array.isArray(b)) {
    const [left, right]: [readonly Value[], readonly Value[]] = [a, b];
    return left.length === right.length && left.every((part, i) => equal(part, right[i] ?? null));
  }
  if (a instanceof Uint8Array && b instanceof Uint8Array) return Buffer.compare(a, b) === 0;
  if (typeof a === "object" && typeof b === "object" && a !== null && b !== null) {
    return JSON.stringify(a, digits) === JSON.stringify(b, digits);
  }
  return Object.is(a, b);
}

const digits = (_: string, part: unknown): unknown => (typeof part === "bigint" ? `${part}n` : part);
