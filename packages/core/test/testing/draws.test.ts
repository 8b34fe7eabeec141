import { expect, test } from "vitest";
import {
  createDeck,
  createRandom,
  DEEP_TYPES,
  drawColumns,
  drawExpressions,
  FLAT_TYPES,
  partsOf,
  randomNullable,
} from "../../src/testing/index.js";
import type { TypedExpr, TypedLambda } from "../../src/typed/index.js";
import { BIGINT, DATE, DOUBLE, STRING, TIMESTAMP, type TypeKind } from "../../src/types/index.js";
import type { DataType } from "../../src/types/index.js";
import type { Value } from "../../src/values/index.js";

/* What tests draw reaches what they are there for. The seeds are fixed: each of these is drawn, or never would be. */

function depthOf(expr: TypedExpr | TypedLambda): number {
  const parts = partsOf(expr);
  const within = Math.max(0, ...parts.map(depthOf));
  return expr.kind === "lambda" || parts.length === 0 ? within : within + 1;
}

test("expressions of every type and of every depth up to eight are drawn", () => {
  const deck = createDeck();
  const depths = new Set<number>();
  const kinds = new Set<TypeKind>();
  for (let seed = 1; seed <= 20; seed++) {
    const random = createRandom(seed);
    const columns = drawColumns(random, [...FLAT_TYPES, ...FLAT_TYPES, ...DEEP_TYPES], 16);
    for (const expr of drawExpressions(60, { random, columns, timeZone: "UTC", deck })) {
      depths.add(depthOf(expr));
      kinds.add(expr.type.kind);
    }
  }
  expect(Math.max(...depths)).toBe(8);
  for (let depth = 1; depth <= 8; depth++) expect(depths).toContain(depth);
  for (const { kind } of [...FLAT_TYPES, ...DEEP_TYPES]) expect(kinds).toContain(kind);
});

const drawn = (type: DataType): readonly Value[] => {
  const random = createRandom(1);
  return Array.from({ length: 2000 }, () => randomNullable(random, type));
};

test.each<readonly [string, DataType, readonly Value[]]>([
  ["NULL, NaN, both zeros and the ends", DOUBLE, [null, NaN, 0, -0, Infinity, Number.MAX_VALUE, 5e-324]],
  [
    "the last safe integers, those beyond, and the ends",
    BIGINT,
    [null, 9007199254740993n, -9007199254740993n, 2 ** 53 - 1, -(2 ** 53 - 1)],
  ],
  ["the ends of 64 bits", BIGINT, [9223372036854775807n, -9223372036854775808n, 9007199254740992n]],
  ["the years 1 and 9999", DATE, [null, -719162, 2932896]],
  ["their first and last microsecond", TIMESTAMP, [-62135596800000000n, 253402300799999999n]],
  [
    "empty, astral, combining and hostile texts",
    STRING,
    [null, "", "\u{1F600}", "e\u0301", "__proto__", "\0"],
  ],
])("rows hold %s", (_, type, edges) => {
  const values = drawn(type);
  for (const edge of edges) {
    const is = (value: Value): boolean =>
      Object.is(value, edge) ||
      (typeof edge === "string" && edge !== "" && typeof value === "string" && value.includes(edge));
    expect(values.some(is), String(edge)).toBe(true);
  }
});
