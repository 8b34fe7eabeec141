import { expect, test } from "vitest";
import { constantOf } from "../../src/functions/index.js";
import { build, type TypedExpr, type TypedLambda, type TypedVariable } from "../../src/typed/index.js";
import { castArray } from "../../src/std/cast/index.js";
import { arrayOf, INT } from "../../src/types/index.js";
import { column, literal, tree } from "./resolve.js";

const span = { start: 0, end: 0 };
const variable = (id: number): TypedVariable => ({
  kind: "variable",
  id,
  name: "x",
  type: INT,
  nullable: true,
  span,
});

function each(array: TypedExpr, body: TypedExpr): TypedExpr {
  const lambda: TypedLambda = { kind: "lambda", params: [variable(1)], body, span };
  const impl = { name: "castArray", run: castArray, nulls: "strict" } as const;
  return build.call({ name: "each", impl, type: arrayOf(INT), args: [array, lambda], span });
}

test("a call of constants is worked out", () => {
  expect(constantOf(tree("+", literal(1, INT), literal(2, INT)))).toBe(3);
  expect(constantOf(literal(null, INT))).toBe(null);
});

test("a lambda over its own parameter is constant", () => {
  const array = literal([1, null], arrayOf(INT));
  expect(constantOf(each(array, tree("+", variable(1), literal(1, INT))))).toEqual([2, null]);
});

test("a column or a variable from outside is not", () => {
  const array = literal([1], arrayOf(INT));
  expect(constantOf(tree("+", literal(1, INT), column("x", INT)))).toBe(undefined);
  expect(constantOf(variable(1))).toBe(undefined);
  expect(constantOf(each(array, variable(2)))).toBe(undefined);
});
