import { parseType, valueFromJson, type DataType } from "@pinion/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseBody } from "../../src/http/json/parse.js";
import { jsonBytes } from "../../src/http/json/json-bytes.js";
import { valueAppender, valueWriter } from "../../src/http/json/value-writer.js";
import { answerWriter } from "../../src/http/json/answer-writer.js";
import { TYPES } from "./support/typed-values.js";

const type = (text: string): DataType => {
  const parsed = parseType(text);
  if (parsed === undefined) throw new Error(text);
  return parsed;
};

describe.each(TYPES)("a value of %s", (name, values) => {
  it.each(["number", "string"] as const)("reads back from its JSON, 64-bit integers as %s", (form) => {
    const of = type(name);
    const write = valueWriter(of, "UTC", form);
    const append = valueAppender(of, "UTC", form);
    const out = jsonBytes();
    fc.assert(
      fc.property(fc.option(values), (value) => {
        const json = write(value);
        expect(() => JSON.parse(json) as unknown).not.toThrow();
        append(out, value);
        expect(out.take().toString("utf8")).toBe(json);
        expect(valueFromJson(parseBody(json), of, "UTC")).toEqual({ ok: true, value });
      }),
    );
  });
});

it("writes doubles so that they are not taken for integers", () => {
  const write = valueWriter(type("double"), "UTC", "number");
  expect([1, -0, 0.5, 1e21, NaN, -Infinity].map(write)).toEqual([
    "1.0",
    "-0.0",
    "0.5",
    "1e+21",
    '"NaN"',
    '"-Infinity"',
  ]);
});

it("writes a float as the double that it is, however deep it lies", () => {
  const [x, list] = [Math.fround(41.606174), type("array<float>")];
  expect(valueWriter(type("float"), "UTC", "number")(x)).toBe("41.60617446899414");
  expect(valueWriter(list, "UTC", "number")([x, 1, NaN])).toBe('[41.60617446899414,1.0,"NaN"]');
  fc.assert(
    fc.property(fc.float({ noNaN: true, noDefaultInfinity: true }), (value) => {
      expect(JSON.parse(valueWriter(type("float"), "UTC", "number")(value))).toBe(value);
    }),
  );
});

it("writes the digits of every whole number, and texts of any length, one behind the other", () => {
  const near = fc.tuple(fc.nat({ max: 900_719_924 }), fc.integer({ min: -2, max: 2 }));
  const integer = fc.oneof(
    fc.maxSafeInteger(),
    // About the places where the number is taken apart.
    near.map(([high, low]) => high * 10_000_000 + low),
    fc.nat({ max: 15 }).map((zeros) => 10 ** zeros),
    fc.constantFrom(-0, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER),
  );
  const part = fc.oneof(
    integer,
    fc.string({ unit: "grapheme", maxLength: 90 }),
    fc.constant("é".repeat(30_000)),
  );
  const out = jsonBytes();
  fc.assert(
    fc.property(fc.array(part, { maxLength: 40 }), (parts) => {
      for (const one of parts) {
        if (typeof one === "number") out.integer(one);
        else out.text(one);
      }
      expect(out.take().toString("utf8")).toBe(parts.map(String).join(""));
    }),
    { numRuns: 300 },
  );
});

it("leaves the statuses of a row out where all are present", () => {
  const write = answerWriter(new Map(), "UTC");
  const answer = {
    features: [],
    tables: [],
    rows: [{ values: [], status: [], asOf: [] }],
  };
  expect(write(answer, { int64: "number", asOf: true }).toString("utf8")).toBe(
    '{"features":[],"rows":[{"values":[],"asOf":[]}]}',
  );
});

it("writes nothing into a document that is not of the type: it fails before", () => {
  const out = jsonBytes();
  const wrong = [
    ["bigint", NaN],
    ["int", 1.5],
    ["bigint", "7]}"],
    ["int", true],
    ["boolean", "true]"],
    ["double", 7n],
    ["double", "1"],
    ["string", 7],
    ["array<bigint>", [NaN]],
    ["map<string,double>", [["a", "0]"]]],
    ["struct<a:bigint>", ["1}"]],
  ] as const;
  for (const [name, value] of wrong) {
    for (const form of ["number", "string"] as const) {
      expect(() => valueWriter(type(name), "UTC", form)(value), name).toThrow(/was to be written as/u);
      expect(() => valueAppender(type(name), "UTC", form)(out, value), name).toThrow(/was to be written as/u);
    }
  }
});
