import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { refused, type Argument, type Family } from "../../src/functions/record.js";
import { allFunctions } from "../../src/functions/registry.js";
import { build, type TypedExpr, type TypedVariable } from "../../src/typed/index.js";
import {
  arrayOf,
  BIGINT,
  BINARY,
  BOOLEAN,
  DATE,
  decimal,
  DOUBLE,
  INT,
  mapOf,
  STRING,
  structOf,
  TIMESTAMP,
  VOID,
  type DataType,
} from "../../src/types/index.js";
import type { Value } from "../../src/values/index.js";
import { column, literal, valueOf } from "./resolve.js";

const FAMILIES: readonly Family[] = ["string", "regexp", "array", "map", "struct", "higher-order"];
const span = { start: 0, end: 0 };

const PAIR = structOf([
  { name: "key", type: STRING },
  { name: "value", type: INT },
]);
/** Those that most functions take stand more than once. */
const TYPES: readonly DataType[] = [
  ...Array.from({ length: 6 }, () => [STRING, INT]).flat(),
  ...Array.from({ length: 3 }, () => [arrayOf(INT), arrayOf(STRING), mapOf(STRING, INT)]).flat(),
  VOID,
  BOOLEAN,
  INT,
  BIGINT,
  DOUBLE,
  decimal(10, 2),
  STRING,
  BINARY,
  DATE,
  TIMESTAMP,
  arrayOf(VOID),
  arrayOf(INT),
  arrayOf(DOUBLE),
  arrayOf(STRING),
  arrayOf(arrayOf(INT)),
  arrayOf(PAIR),
  mapOf(STRING, INT),
  PAIR,
];

const TEXTS = [
  "",
  "a",
  "1",
  "😀b",
  "a,b:c",
  "%d %s",
  "99.9",
  "[a-z]+",
  "(",
  "a\\",
  "UTF-8",
  "hex",
  "  x ",
  "$1",
];

function valuesOf(type: DataType): fc.Arbitrary<Value> {
  const some = (arbitrary: fc.Arbitrary<Value>): fc.Arbitrary<Value> => fc.option(arbitrary, { freq: 8 });
  switch (type.kind) {
    case "void":
      return fc.constant(null);
    case "boolean":
      return some(fc.boolean());
    case "int":
    case "date":
      return some(fc.oneof(fc.integer({ min: -4, max: 9 }), fc.constantFrom(2 ** 31 - 1, -(2 ** 31), 65)));
    case "bigint":
    case "timestamp":
      return some(fc.constantFrom<Value>(-1, 0, 1, 2 ** 40, 2n ** 63n - 1n, -(2n ** 63n)));
    case "double":
      return some(fc.constantFrom<Value>(0, -0, 1.5, Number.NaN, Infinity, -Infinity, 1e300, 5e-324));
    case "decimal":
      return some(fc.constantFrom<Value>(0n, 125n, -1n, 9999999999n));
    case "string":
      return some(fc.constantFrom<Value>(...TEXTS));
    case "binary":
      return some(fc.uint8Array({ maxLength: 4 }));
    case "array":
      return some(fc.array(valuesOf(type.element), { maxLength: 3 }));
    case "map":
      return some(
        fc.constantFrom<Value>(
          [],
          [["a", 1]],
          [
            ["a", null],
            ["b", 2],
          ],
        ),
      );
    case "struct":
      return some(fc.tuple(...type.fields.map((field) => valuesOf(field.type))));
    default:
      return fc.constant(null);
  }
}

interface Given {
  readonly type: DataType;
  readonly value: Value;
  readonly constant: boolean;
}

const given: fc.Arbitrary<Given> = fc
  .tuple(fc.constantFrom(...TYPES), fc.boolean())
  .chain(([type, constant]) => valuesOf(type).map((value) => ({ type, value, constant })));

/** A lambda that gives its last parameter, or whether its first is NULL. */
const lambda = (arity: number, test: boolean): Argument => ({
  kind: "lambda",
  span,
  arity,
  bind: (types) => {
    const params = types.map((param, id): TypedVariable => ({
      kind: "variable",
      id,
      name: `p${id}`,
      ...param,
      span,
    }));
    const [first] = params;
    const last = params.at(-1);
    if (first === undefined || last === undefined) throw new Error("no parameters");
    return { kind: "lambda", params, body: test ? build.isNull(first, span) : last, span };
  },
});

function isOf(value: Value, type: DataType): boolean {
  if (value === null) return true;
  switch (type.kind) {
    case "void":
      return false;
    case "array":
      return Array.isArray(value) && value.every((element) => isOf(element as Value, type.element));
    case "map":
      return Array.isArray(value) && value.every((entry) => Array.isArray(entry) && entry.length === 2);
    case "struct":
      return (
        Array.isArray(value) &&
        value.length === type.fields.length &&
        type.fields.every((field, i) => isOf((value[i] ?? null) as Value, field.type))
      );
    case "string":
      return typeof value === "string";
    case "boolean":
      return typeof value === "boolean";
    case "binary":
      return value instanceof Uint8Array;
    case "decimal":
      return typeof value === "bigint";
    case "bigint":
    case "timestamp":
      return typeof value === "bigint" || Number.isSafeInteger(value);
    case "double":
      return typeof value === "number";
    default:
      return Number.isInteger(value);
  }
}

const records = allFunctions.filter((record) => FAMILIES.includes(record.family));

describe.each(records.map((record) => [record.name, record] as const))("%s", (_, record) => {
  it("throws for no values, and gives what its type says", () => {
    const [min, max] = record.arity;
    const args = fc.array(given, { minLength: min, maxLength: Math.min(max, min + 3) });
    fc.assert(
      fc.property(args, fc.integer({ min: 0, max: 3 }), fc.boolean(), (values, lambdas, test) => {
        const row: Record<string, Value> = {};
        const exprs = values.map((arg, i): Argument => {
          const lambdaArity = values.length - i <= lambdas ? Math.min(i + 1, 3) : 0;
          if (record.family === "higher-order" && i > 0 && lambdaArity > 0) return lambda(lambdaArity, test);
          row[`c${i}`] = arg.value;
          const expr: TypedExpr = arg.constant ? literal(arg.value, arg.type) : column(`c${i}`, arg.type);
          return { kind: "value", expr, type: arg.type, span };
        });
        const resolution = record.resolve({
          name: record.name,
          span,
          nameSpan: span,
          args: exprs,
          context: { timeZone: "America/Los_Angeles" },
        });
        if (refused(resolution)) {
          expect(resolution.problems.length).toBeGreaterThan(0);
          return;
        }
        const value = valueOf(resolution, row);
        expect([value, resolution.type, isOf(value, resolution.type)]).toEqual([
          value,
          resolution.type,
          true,
        ]);
        if (!resolution.nullable) expect(value).not.toBeNull();
      }),
      { numRuns: 500 },
    );
  });
});
