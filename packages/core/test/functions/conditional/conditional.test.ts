import { describe, expect, test } from "vitest";
import * as std from "../../../src/std/index.js";
import {
  arrayOf,
  BINARY,
  BOOLEAN,
  DOUBLE,
  FLOAT,
  INT,
  mapOf,
  STRING,
  VOID,
} from "../../../src/types/index.js";
import { column, literal, refusalOf, tree, valueOf } from "../resolve.js";

const isTrue = column("isTrue", BOOLEAN);
const x = column("x", INT);
const nothing = literal(null, VOID);

describe("if", () => {
  const call = tree("if", isTrue, literal(1, INT), literal(2.5, DOUBLE));

  test("chooses by a condition that is true", () => {
    expect(call.type).toEqual(DOUBLE);
    expect([true, false, null].map((value) => valueOf(call, { isTrue: value }))).toEqual([1, 2.5, 2.5]);
  });

  test("refuses other conditions and strange branches", () => {
    expect(refusalOf("if", x, x, x)).toBe("PN2201: argument 1 of `if` is int, expected boolean");
    expect(refusalOf("if", isTrue, x, isTrue)).toBe(
      "PN2203: `if` chooses between values that do not meet: int, boolean",
    );
    expect(valueOf(tree("if", nothing, literal(1, INT), literal(2, INT)))).toBe(2);
  });

  test("if_else asks for what is no condition whether it is there", () => {
    const vector = column("v", arrayOf(DOUBLE));
    const call = tree("if_else", vector, vector, literal([], arrayOf(VOID)));
    expect(call.type).toEqual(arrayOf(DOUBLE));
    expect(valueOf(call, { v: null })).toEqual([]);
    expect(valueOf(call, { v: [1, 2] })).toEqual([1, 2]);
    expect(valueOf(tree("if_else", isTrue, x, literal(0, INT)), { isTrue: null, x: 5 })).toBe(0);
  });
});

describe("what stands for NULL", () => {
  test("coalesce takes the first that is there, in the common type", () => {
    const call = tree("coalesce", x, column("y", DOUBLE), literal(3, INT));
    expect(call).toMatchObject({ type: DOUBLE, nullable: false });
    expect(valueOf(call, { x: null, y: 2.5 })).toBe(2.5);
    expect(valueOf(call, {})).toBe(3);
    expect(tree("coalesce", x)).toBe(x);
  });

  test("nvl2 looks at its first argument alone", () => {
    const call = tree("nvl2", x, literal("there", STRING), literal("missing", STRING));
    expect(valueOf(call, { x: 0 })).toBe("there");
    expect(valueOf(call, { x: null })).toBe("missing");
  });

  test("nullif keeps the type of its first argument", () => {
    const call = tree("nullif", x, literal(1, DOUBLE));
    expect(call.type).toEqual(INT);
    expect([1, 2, null].map((value) => valueOf(call, { x: value }))).toEqual([null, 2, null]);
  });

  test("nanvl replaces NaN and not NULL", () => {
    const call = tree("nanvl", column("d", DOUBLE), literal(0, INT));
    expect([NaN, 1.5, null].map((value) => valueOf(call, { d: value }))).toEqual([0, 1.5, null]);
    expect(tree("nanvl", column("f", FLOAT), nothing).type).toEqual(FLOAT);
    expect(refusalOf("nanvl", isTrue, x)).toMatch("PN2201");
  });
});

describe("decode", () => {
  test("finds keys, NULL among them, and falls back", () => {
    const text = (value: string) => literal(value, STRING);
    const call = tree("decode", x, literal(1, INT), text("one"), nothing, text("none"), text("other"));
    expect([1, null, 7].map((value) => valueOf(call, { x: value }))).toEqual(["one", "none", "other"]);
  });

  test("without a fallback has a NULL of type STRING as one", () => {
    const call = tree("decode", x, literal(1, INT), literal(2, INT));
    expect(call.type).toEqual(STRING);
    expect([1, 2].map((value) => valueOf(call, { x: value }))).toEqual(["2", null]);
    expect(refusalOf("decode", x, x, isTrue)).toMatch("PN2203");
  });

  test("with two arguments reads bytes in a charset", () => {
    const call = tree("decode", column("b", BINARY), literal("UTF-8", STRING));
    expect(valueOf(call, { b: new TextEncoder().encode("é") })).toBe("é");
    expect(valueOf(call, { b: Uint8Array.of(0xff) })).toBe(null);
  });
});

describe("the reference system's questions", () => {
  test.each([
    [BOOLEAN, true, true],
    [BOOLEAN, false, false],
    [INT, 0, false],
    [DOUBLE, -0, false],
    [DOUBLE, NaN, true],
    [STRING, "foo", true],
    [arrayOf(INT), [100, 200], true],
    [arrayOf(INT), [0, null], false],
    [arrayOf(STRING), ["foo"], true],
    [arrayOf(STRING), [], false],
    [mapOf(STRING, DOUBLE), [["foo", 0]], false],
    [
      mapOf(STRING, DOUBLE),
      [
        ["foo", 0],
        ["bar", 1],
      ],
      true,
    ],
    [INT, null, false],
    [arrayOf(INT), null, false],
  ] as const)("isNonZero of %j %j", (type, value, answer) => {
    const call = tree("isNonZero", column("v", type));
    expect(call.nullable).toBe(false);
    expect(valueOf(call, { v: value })).toBe(answer);
  });

  test("isPresent, toNumeric and toBoolean", () => {
    expect(valueOf(tree("isPresent", x), { x: 0 })).toBe(true);
    expect(valueOf(tree("isPresent", x), { x: null })).toBe(false);
    expect(tree("toNumeric", column("s", STRING)).type).toEqual(FLOAT);
    expect(valueOf(tree("toNumeric", column("s", STRING)), { s: "1.5" })).toBe(1.5);
    expect(valueOf(tree("toBoolean", x), { x: 3 })).toBe(true);
    expect(refusalOf("toBoolean", column("a", arrayOf(INT)))).toMatch("PN2201");
  });

  test("their implementations are exports of std", () => {
    for (const [name, type] of [
      ["anyNonZero", arrayOf(INT)],
      ["anyNonZeroValue", mapOf(STRING, INT)],
      ["hasElements", arrayOf(STRING)],
    ] as const) {
      const test = tree("isNonZero", column("v", type, false));
      expect(test).toMatchObject({ impl: { name } });
      expect((std as Record<string, unknown>)[name]).toBe(test.kind === "call" && test.impl.run);
    }
  });
});
