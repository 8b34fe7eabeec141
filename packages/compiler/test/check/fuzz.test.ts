import { interpret, showType, showValue } from "@pinion/core";
import fc from "fast-check";
import { expect, test } from "vitest";
import { checkExpression } from "../../src/check/index.js";
import { parseExpression } from "../../src/parse/index.js";
import { misfit } from "./conforms.js";
import { expression, rows, scope } from "./expressions.js";

/*
 * Whatever parses is typed or refused, and what is typed has a value: nothing is thrown, neither by the
 * checker nor by a function of the library, whatever the types of its arguments.
 */

test("nothing is thrown, and values are of their type", () => {
  fc.assert(
    fc.property(expression, (text) => {
      const parsed = parseExpression(text);
      if (parsed.kind === "refused") return;
      const checked = checkExpression(parsed.expr, scope);
      if (checked.kind === "refused") {
        expect(checked.problems.length).toBeGreaterThan(0);
        for (const { span } of checked.problems) {
          expect(span.start).toBeGreaterThanOrEqual(0);
          expect(span.end).toBeLessThanOrEqual(text.length);
          expect(span.end).toBeGreaterThanOrEqual(span.start);
        }
        return;
      }
      const { expr } = checked;
      showType(expr.type);
      for (const row of rows) {
        const value = interpret(expr, (name) => row.get(name) ?? null);
        expect(value === null && !expr.nullable, "NULL of what is never NULL").toBe(false);
        expect(misfit(value, expr.type)).toBeUndefined();
        showValue(value, expr.type, scope.timeZone);
      }
    }),
    { numRuns: 20_000 },
  );
}, 600_000);
