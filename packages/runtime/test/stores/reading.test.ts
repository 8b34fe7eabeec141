import { decimalOfIntegral, parseType, sameType, showType, type DataType, type Value } from "@pinion/core";
import fc from "fast-check";
import { expect, it } from "vitest";
import { readingOf } from "../../src/stores/row/index.js";

const typeOf = (text: string): DataType => {
  const type = parseType(text);
  if (type === undefined) throw new Error(text);
  return type;
};

const scalar = fc.oneof(
  fc.constantFrom("boolean", "tinyint", "smallint", "int", "bigint", "float", "double", "string", "binary"),
  fc.constantFrom("date", "timestamp", "time(3)", "time(6)"),
  fc
    .integer({ min: 1, max: 38 })
    .chain((precision) => fc.nat({ max: precision }).map((scale) => `decimal(${precision},${scale})`)),
);
const { type } = fc.letrec<{ readonly type: string }>((tie) => ({
  type: fc.oneof(
    { maxDepth: 2 },
    { weight: 3, arbitrary: scalar },
    tie("type").map((element) => `array<${element}>`),
    fc.tuple(scalar, tie("type")).map(([key, value]) => `map<${key},${value}>`),
    fc
      .array(tie("type"), { minLength: 1, maxLength: 3 })
      .map((fields) => `struct<${fields.map((field, i) => `f${i}:${field}`).join(",")}>`),
  ),
}));

/** Significant digits of a type of numbers before and after the point, as Spark counts them. */
const digits = (of: DataType): readonly [number, number] | undefined => {
  const exact = of.kind === "decimal" ? of : decimalOfIntegral(of);
  return exact && [exact.precision - exact.scale, exact.scale];
};
const ORDER = ["tinyint", "smallint", "int", "bigint"];

/** The rules, said plainly. */
function isLossless(a: DataType, b: DataType): boolean {
  if (sameType(a, b)) return true;
  if (a.kind === "array" && b.kind === "array") return isLossless(a.element, b.element);
  if (a.kind === "map" && b.kind === "map") return isLossless(a.key, b.key) && isLossless(a.value, b.value);
  if (a.kind === "struct" && b.kind === "struct")
    return (
      a.fields.length === b.fields.length &&
      a.fields.every((f, i) => isLossless(f.type, b.fields[i]?.type ?? f.type))
    );
  const [from, to] = [ORDER.indexOf(a.kind), ORDER.indexOf(b.kind)];
  if (from >= 0 && to >= 0) return from <= to;
  if (b.kind === "decimal") {
    const [own, wide] = [digits(a), digits(b)];
    return own !== undefined && wide !== undefined && own[0] <= wide[0] && own[1] <= wide[1];
  }
  if (b.kind === "float") return a.kind === "tinyint" || a.kind === "smallint";
  return b.kind === "double" && (a.kind === "float" || (from >= 0 && from < 3));
}

it("reads what every value of one type is in another, and nothing else", () => {
  fc.assert(
    fc.property(type, type, (stored, declared) => {
      const [a, b] = [typeOf(stored), typeOf(declared)];
      expect(readingOf(a, b).kind !== "refused", `${showType(a)} as ${showType(b)}`).toBe(isLossless(a, b));
      expect(readingOf(a, a).kind).toBe("asStored");
    }),
    { numRuns: 2_000 },
  );
});

it("refuses structs of other names", () => {
  expect(readingOf(typeOf("struct<a:int>"), typeOf("struct<b:int>")).kind).toBe("refused");
  expect(readingOf(typeOf("struct<a:int>"), typeOf("struct<a:int,b:int>")).kind).toBe("refused");
});

it("shifts the digits of decimals, wherever they lie, and leaves NULLs", () => {
  const read = (stored: string, declared: string, value: Value): Value => {
    const reading = readingOf(typeOf(stored), typeOf(declared));
    return reading.kind === "converted" ? reading.convert(value) : value;
  };
  expect(read("int", "decimal(12,2)", -7)).toBe(-700n);
  expect(read("bigint", "decimal(38,18)", 9007199254740993n)).toBe(9007199254740993n * 10n ** 18n);
  expect(read("decimal(5,2)", "decimal(20,2)", 123n)).toBe(123n);
  expect(
    read("array<struct<a:int,b:string>>", "array<struct<a:decimal(10,0),b:string>>", [
      [1, "x"],
      [null, null],
      null,
    ]),
  ).toEqual([[1n, "x"], [null, null], null]);
  expect(
    read("map<int,decimal(3,1)>", "map<decimal(11,1),decimal(4,2)>", [
      [1, 15n],
      [2, null],
    ]),
  ).toEqual([
    [10n, 150n],
    [20n, null],
  ]);
});
