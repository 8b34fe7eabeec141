import { describe, expect, test } from "vitest";
import * as std from "../../../src/std/index.js";
import type { TypedExpr } from "../../../src/typed/index.js";
import {
  arrayOf,
  BIGINT,
  BINARY,
  BOOLEAN,
  decimal,
  DOUBLE,
  INT,
  mapOf,
  STRING,
  structOf,
  VOID,
  type DataType,
} from "../../../src/types/index.js";
import type { Value } from "../../../src/values/index.js";
import { column, literal, refusalOf, tree, valueOf } from "../resolve.js";

const OPERATORS = ["=", "<>", "<", "<=", ">", ">=", "<=>"] as const;

/** The seven answers, in the order of OPERATORS. */
function answers(type: DataType, a: Value, b: Value): readonly Value[] {
  return OPERATORS.map((operator) => valueOf(tree(operator, column("a", type), column("b", type)), { a, b }));
}

const EQUAL = [true, false, false, true, false, true, true];
const LESS = [false, true, true, true, false, false, false];
const GREATER = [false, true, false, false, true, true, false];
const UNKNOWN = [null, null, null, null, null, null, false];

describe("values of one type", () => {
  const pairs: readonly (readonly [DataType, Value, Value])[] = [
    [INT, -1, 1],
    [BOOLEAN, false, true],
    [BIGINT, 9007199254740991, 9007199254740993n],
    [BIGINT, -9223372036854775808n, 0],
    [BIGINT, 9007199254740993n, 9007199254740994n],
    [decimal(20, 2), 100n, 101n],
    [DOUBLE, -Infinity, Infinity],
    [DOUBLE, Infinity, NaN],
    [STRING, "a", "b"],
    [STRING, "", "a"],
    [STRING, "a", "ab"],
    [STRING, "\uffee", "\u{1f600}"],
    [STRING, "\u{10000}", "\u{10001}"],
    [BINARY, Uint8Array.of(127), Uint8Array.of(128)],
    [BINARY, Uint8Array.of(1), Uint8Array.of(1, 0)],
    [arrayOf(INT), [1], [1, 2]],
    [arrayOf(INT), [1, null], [1, 2]],
    [arrayOf(DOUBLE), [1], [NaN]],
    [structOf([{ name: "x", type: STRING }]), [null], ["a"]],
  ];
  test.each(pairs)("%j: %s < %s", (type, a, b) => {
    expect(answers(type, a, b)).toEqual(LESS);
    expect(answers(type, b, a)).toEqual(GREATER);
    expect(answers(type, a, a)).toEqual(EQUAL);
    expect(answers(type, b, b)).toEqual(EQUAL);
    expect(answers(type, null, b)).toEqual(UNKNOWN);
    expect(answers(type, a, null)).toEqual(UNKNOWN);
    expect(answers(type, null, null)).toEqual([null, null, null, null, null, null, true]);
  });

  test("zeros of both signs are equal, in arrays too", () => {
    expect(answers(DOUBLE, -0, 0)).toEqual(EQUAL);
    expect(answers(arrayOf(DOUBLE), [-0], [0])).toEqual(EQUAL);
  });
});

describe("the emitted form", () => {
  const impl = (expr: TypedExpr) => {
    if (expr.kind !== "call") throw new Error(expr.kind);
    return expr.impl;
  };

  test("asks for NaN only where there may be one", () => {
    const x = column("x", DOUBLE);
    expect(impl(tree(">", x, literal(30, DOUBLE))).js).toBe("!($0 <= $1)");
    expect(impl(tree("<", x, literal(30, DOUBLE))).js).toBe("$0 < $1");
    expect(impl(tree("<", x, x)).js).toContain("$1 !== $1");
    expect(impl(tree("<", column("n", INT), column("m", INT))).js).toBe("$0 < $1");
  });

  test("an integer beside a decimal literal stays an integer", () => {
    const n = column("n", INT);
    const half = literal(25n, decimal(2, 1));
    const cases = { ">": 2, ">=": 3, "<": 3, "<=": 2 };
    for (const [operator, bound] of Object.entries(cases)) {
      const call = tree(operator, n, half);
      expect(call.kind === "call" && call.args[1]).toMatchObject({ value: bound, type: INT });
      for (const value of [2, 3, -2, -3]) {
        const exact = { ">": value > 2.5, ">=": value >= 2.5, "<": value < 2.5, "<=": value <= 2.5 }[
          operator
        ];
        expect(valueOf(call, { n: value })).toBe(exact);
      }
    }
    expect(tree("<", literal(-25n, decimal(2, 1)), n)).toMatchObject({
      args: [{ value: -3, type: INT }, {}],
    });
    expect(tree(">", n, literal(30000000000n, decimal(11, 0)))).toMatchObject({
      args: [{}, { type: BIGINT }],
    });
  });

  test("`<=>` against what cannot be NULL is an equality", () => {
    const x = column("x", STRING);
    expect(tree("<=>", x, literal("a", STRING)).kind).toBe("coalesce");
    expect(tree("<=>", x, literal(null, STRING)).kind).toBe("isNull");
    expect(tree("<=>", column("y", INT, false), literal(1, INT))).toMatchObject({
      kind: "call",
      nullable: false,
    });
    expect(tree("<=>", x, x)).toMatchObject({ nullable: false });
  });

  test.each(OPERATORS)("%s names an export of std", (operator) => {
    for (const type of [INT, DOUBLE, STRING, BINARY, arrayOf(INT)]) {
      const { name, run, prepare } = impl(tree(operator, column("a", type), column("b", type)));
      expect((std as Record<string, unknown>)[name]).toBe(run);
      if (prepare !== undefined) expect((std as Record<string, unknown>)[prepare.name]).toBe(prepare.run);
    }
  });
});

describe("what does not compare", () => {
  test("types that do not meet", () => {
    expect(refusalOf("=", column("a", INT), column("b", arrayOf(INT)))).toBe(
      "PN2201: int cannot be compared with array<int>",
    );
    expect(refusalOf("<", column("a", BOOLEAN), column("b", INT))).toBe(
      "PN2201: boolean cannot be compared with int",
    );
    expect(refusalOf("=", column("a", arrayOf(INT)), column("b", arrayOf(STRING)))).toMatch("PN2201");
  });

  test("maps", () => {
    const map = mapOf(STRING, INT);
    expect(refusalOf("=", column("a", map), column("b", map))).toMatch("PN2207");
    expect(refusalOf("<=>", literal(null, VOID), column("b", arrayOf(map)))).toMatch("PN2207");
    expect(refusalOf("greatest", column("a", map), column("b", map))).toMatch("PN2207");
  });

  test("greatest turns nothing into text", () => {
    expect(refusalOf("greatest", literal("a", STRING), literal(1, INT))).toBe(
      "PN2203: string and int have no common type",
    );
  });

  test("conditions must be conditions", () => {
    expect(refusalOf("not", literal("true", STRING))).toMatch("PN2201");
    expect(refusalOf("and", literal(true, BOOLEAN), literal(1, INT))).toBe(
      "PN2201: argument 2 of `and` is int, expected boolean",
    );
  });
});

describe("greatest and least", () => {
  const extremes = (type: DataType, ...values: readonly Value[]): readonly Value[] =>
    ["greatest", "least"].map((name) =>
      valueOf(
        tree(name, ...values.map((_, i) => column(`c${i}`, type))),
        Object.fromEntries(values.map((value, i) => [`c${i}`, value])),
      ),
    );

  test("pass over NULLs", () => {
    expect(extremes(INT, null, 3, 1, null, 2)).toEqual([3, 1]);
    expect(extremes(INT, null, null)).toEqual([null, null]);
  });

  test("NaN is the greatest, and the first of two zeros stays", () => {
    expect(extremes(DOUBLE, 1, NaN)).toEqual([NaN, 1]);
    expect(extremes(DOUBLE, -0, 0)).toEqual([-0, -0]);
    expect(extremes(DOUBLE, 0, -0)).toEqual([0, 0]);
  });

  test("order texts, bytes and arrays as `<` does", () => {
    expect(extremes(STRING, "\uffee", "\u{1f600}")).toEqual(["\u{1f600}", "\uffee"]);
    expect(extremes(BINARY, Uint8Array.of(200), Uint8Array.of(5))).toEqual([
      Uint8Array.of(200),
      Uint8Array.of(5),
    ]);
    expect(extremes(arrayOf(INT), [1], [0, 5])).toEqual([[1], [0, 5]]);
  });
});

describe("conditions", () => {
  const truth = [true, false, null] as const;
  const value = (x: boolean | null): TypedExpr => literal(x, BOOLEAN);

  test("`and` and `or` take any number and know three values", () => {
    for (const a of truth)
      for (const b of truth)
        for (const c of truth) {
          const all = [a, b, c];
          const conjunction = all.includes(false) ? false : all.includes(null) ? null : true;
          const disjunction = all.includes(true) ? true : all.includes(null) ? null : false;
          expect(valueOf(tree("and", value(a), value(b), value(c)))).toBe(conjunction);
          expect(valueOf(tree("or", value(a), value(b), value(c)))).toBe(disjunction);
        }
  });

  test("isnull, isnotnull and isnan are never NULL", () => {
    for (const name of ["isnull", "isnotnull", "isnan"])
      expect(tree(name, column("x", DOUBLE))).toMatchObject({ nullable: false });
    expect(valueOf(tree("isnan", column("x", DOUBLE)), { x: null })).toBe(false);
    expect(valueOf(tree("isnan", column("x", DOUBLE)), { x: NaN })).toBe(true);
    expect(valueOf(tree("isnotnull", column("x", DOUBLE)), { x: NaN })).toBe(true);
  });

  test("between is two comparisons", () => {
    const between = tree("between", column("x", INT), literal(1, INT), column("high", INT));
    expect(valueOf(between, { x: 1, high: 5 })).toBe(true);
    expect(valueOf(between, { x: 0, high: null })).toBe(false);
    expect(valueOf(between, { x: 2, high: null })).toBe(null);
  });
});
