import { expect, test } from "vitest";
import { allFunctions, castTo, refused, type Argument } from "../../src/functions/index.js";
import * as std from "../../src/std/index.js";
import type { TypedExpr, TypedLambda } from "../../src/typed/index.js";
import { DEEP_TYPES, FLAT_TYPES } from "../../src/testing/index.js";
import type { DataType } from "../../src/types/index.js";
import { column } from "./resolve.js";

/** Emitted code calls `impl.name` of the library where the interpreter calls `impl.run`: they must be one. */

const TYPES: readonly DataType[] = [...FLAT_TYPES, ...DEEP_TYPES];
const context = { timeZone: "America/Los_Angeles" };
const span = { start: 0, end: 0 };
const library: Readonly<Record<string, unknown>> = std;

/** Every implementation in a tree that is not exported under its name. */
function misnamed(expr: TypedExpr | TypedLambda): readonly string[] {
  switch (expr.kind) {
    case "lambda":
      return misnamed(expr.body);
    case "and":
    case "or":
      return [expr.left, expr.right].flatMap(misnamed);
    case "if":
      return [expr.condition, expr.then, expr.else].flatMap(misnamed);
    case "isNull":
    case "in":
      return misnamed(expr.arg);
    case "coalesce":
      return expr.args.flatMap(misnamed);
    case "call": {
      const { name, run, prepare } = expr.impl;
      const own = library[name] === run ? [] : [name];
      const prepared = prepare === undefined || library[prepare.name] === prepare.run ? [] : [prepare.name];
      return [...own, ...prepared, ...expr.args.flatMap(misnamed)];
    }
    default:
      return [];
  }
}

test.each(allFunctions.map((record) => record.name))("%s", (name) => {
  const record = allFunctions.find((one) => one.name === name);
  if (record === undefined) throw new Error(name);
  const [least, most] = record.arity;
  for (let count = least; count <= Math.min(most, 3); count++) {
    for (const types of combinations(count)) {
      const args = types.map((type, i): Argument => {
        const expr = column(`c${i}`, type);
        return { kind: "value", expr, type, span };
      });
      const typed = record.resolve({ name, span, nameSpan: span, args, context });
      if (!refused(typed)) expect(misnamed(typed)).toEqual([]);
    }
  }
});

test("casts", () => {
  for (const from of TYPES) {
    for (const to of TYPES) {
      const cast = castTo(column("x", from), to, context);
      if (cast !== undefined) expect(misnamed(cast)).toEqual([]);
    }
  }
});

/** All pairs of types, and of three those whose second and third are alike. */
function combinations(count: number): readonly (readonly DataType[])[] {
  if (count === 0) return [[]];
  if (count === 1) return TYPES.map((type) => [type]);
  const pairs = TYPES.flatMap((a) => TYPES.map((b) => [a, b]));
  return count === 2 ? pairs : pairs.map(([a, b]) => [a, b, b].filter((type) => type !== undefined));
}
