import {
  arrayOf,
  BIGINT,
  BINARY,
  BOOLEAN,
  DATE,
  decimal,
  DOUBLE,
  FLOAT,
  INT,
  mapOf,
  SMALLINT,
  STRING,
  structOf,
  TIMESTAMP,
  TINYINT,
  toInt64,
  type DataType,
  type Value,
} from "@pinion/core";
import { crc32 } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { eraseFields } from "../../src/stores/erase.js";
import { decoderOf, encodeRow, layoutOf, rowAsOf, rowSchemaId } from "../../src/stores/row/index.js";

const RUNS = Number(process.env["PINION_ROW_RUNS"] ?? 2_000);

const int64 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(toInt64);
const integer = (bits: number) => fc.integer({ min: -(2 ** (bits - 1)), max: 2 ** (bits - 1) - 1 });

/** A type with a generator of its values. */
const typed: fc.Arbitrary<{ readonly type: DataType; readonly value: fc.Arbitrary<Value> }> = fc.letrec<{
  any: { type: DataType; value: fc.Arbitrary<Value> };
}>((tie) => ({
  any: fc.oneof(
    { maxDepth: 3, depthSize: "small" },
    ...atoms().map((atom) => fc.constant(atom)),
    tie("any").map(({ type, value }) => ({
      type: arrayOf(type),
      value: fc.array(fc.option(value), { maxLength: 9 }) as fc.Arbitrary<Value>,
    })),
    tie("any").map(({ type, value }) => ({
      type: mapOf(STRING, type),
      value: fc
        .uniqueArray(fc.string({ maxLength: 5 }), { maxLength: 4 })
        .chain((keys) =>
          fc.tuple(...keys.map((key) => fc.option(value).map((one): Value => [key, one]))),
        ) as fc.Arbitrary<Value>,
    })),
    fc.tuple(tie("any"), tie("any")).map(([a, b]) => ({
      type: structOf([
        { name: "a", type: a.type },
        { name: "b", type: b.type },
      ]),
      value: fc.tuple(fc.option(a.value), fc.option(b.value)) as fc.Arbitrary<Value>,
    })),
  ),
})).any;

function atoms(): { type: DataType; value: fc.Arbitrary<Value> }[] {
  return [
    { type: BOOLEAN, value: fc.boolean() },
    { type: TINYINT, value: integer(8) },
    { type: SMALLINT, value: integer(16) },
    { type: INT, value: integer(32) },
    { type: BIGINT, value: int64 },
    { type: FLOAT, value: fc.float() },
    { type: DOUBLE, value: fc.double() },
    { type: decimal(38, 3), value: fc.bigInt({ min: -(10n ** 38n) + 1n, max: 10n ** 38n - 1n }) },
    { type: STRING, value: fc.string({ unit: "binary" }) },
    { type: BINARY, value: fc.uint8Array({ maxLength: 20 }).map((bytes) => Uint8Array.from(bytes)) },
    { type: DATE, value: integer(32) },
    { type: TIMESTAMP, value: int64 },
  ];
}

const rows = fc
  .array(typed, { maxLength: 20 })
  .chain((fields) =>
    fc.record({
      types: fc.constant(fields.map(({ type }) => type)),
      values: fc.tuple(...fields.map(({ value }) => fc.option(value))),
      asOf: int64,
    }),
  )
  .map(({ types, values, asOf }) => {
    const layout = layoutOf({ fields: types.map((type, i) => ({ name: `f${i}`, type })) });
    return {
      layout,
      names: types.map((_, i) => `f${i}`),
      values,
      asOf,
      row: encodeRow(layout, asOf, values),
    };
  });

describe("packed rows", () => {
  it("are these bytes", () => {
    const layout = layoutOf({
      fields: [
        { name: "a", type: FLOAT },
        { name: "b", type: STRING },
        { name: "c", type: BIGINT },
        { name: "d", type: BOOLEAN },
        { name: "e", type: arrayOf(INT) },
        { name: "f", type: DOUBLE },
      ],
    });
    const row = encodeRow(layout, 1_589_932_800_000_000, [
      41.5,
      "né",
      9007199254740993n,
      true,
      [1, null, -1],
      null,
    ]);
    expect(row.toString("hex")).toMatchInlineSnapshot(
      `"0172f07faa05b36f1700c0c21309a605002000002642010000000000200001000000000000000003000000100000006ec3a9030000000201000000ffffffff"`,
    );
  });

  it("come back as they were, field by field", () => {
    fc.assert(
      fc.property(rows, ({ layout, names, values, asOf, row }) => {
        expect(rowSchemaId(row)).toBe(layout.id);
        expect(rowAsOf(row)).toBe(asOf);
        expect(decoderOf(layout, names)(row)).toEqual([...values]);
        const some = names.filter((_, i) => i % 3 === 1).toReversed();
        expect(decoderOf(layout, [...some, "other"])(row)).toEqual([
          ...some.map((name) => values[names.indexOf(name)]),
          undefined,
        ]);
      }),
      { numRuns: RUNS },
    );
  });

  it("keep what was deleted apart from NULL, whatever the types", () => {
    fc.assert(
      fc.property(rows, fc.array(fc.nat({ max: 19 }), { maxLength: 8 }), (written, some) => {
        const { layout, names, values, asOf, row } = written;
        const gone = new Set(some.filter((i) => i < names.length));
        const erased = encodeRow(layout, asOf, values, gone);
        const left = values.map((value, i) => (gone.has(i) ? undefined : value));
        expect(rowAsOf(erased)).toBe(asOf);
        expect(decoderOf(layout, names)(erased)).toEqual(left);
        const schemas = new Map([[layout.id, layout.schema]]);
        const group = { id: "g", newest: layout.id, schemas };
        const steps = [...gone].map((i) => names[i] ?? "");
        const oneByOne = steps.reduce((bytes, name) => eraseFields(group, bytes, [name]) ?? bytes, row);
        expect(oneByOne.equals(erased)).toBe(true);
        expect(eraseFields(group, erased, steps)).toBeUndefined();
      }),
      { numRuns: Math.ceil(RUNS / 4) },
    );
  });

  const flips = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 1, max: 255 })), {
    minLength: 1,
    maxLength: 9,
  });
  const flipped = (row: Buffer, each: readonly (readonly [number, number])[]): Buffer => {
    const changed = Buffer.from(row);
    for (const [at, flip] of each) changed[at % row.length] = (changed[at % row.length] ?? 0) ^ flip;
    return changed;
  };

  it("are an error when cut or changed, never another value", () => {
    fc.assert(
      fc.property(rows, fc.nat(), flips, fc.uint8Array({ maxLength: 9 }), (written, at, each, more) => {
        const { layout, names, row } = written;
        const decode = decoderOf(layout, names);
        const read = (bytes: Buffer): unknown => {
          rowSchemaId(bytes);
          return decode(bytes);
        };
        const damaged = { code: expect.stringMatching(/^PN600[23]$/u) as string };
        expect(() => read(row.subarray(0, at % row.length))).toThrow(expect.objectContaining(damaged));
        if (more.length > 0) {
          expect(() => read(Buffer.concat([row, more]))).toThrow(expect.objectContaining(damaged));
        }
        const changed = flipped(row, each);
        if (changed.equals(row)) return;
        expect(() => read(changed)).toThrow(expect.objectContaining(damaged));
      }),
      { numRuns: RUNS },
    );
  });

  it("are values or an error where the checksum was made to hold, never a crash", () => {
    fc.assert(
      fc.property(rows, flips, fc.nat(), ({ layout, names, row }, each, at) => {
        const forged = flipped(row.subarray(0, row.length - (at % 3 === 0 ? at % row.length : 0)), each);
        if (forged.length < 17) return;
        forged.writeUInt32LE(crc32(forged.subarray(5)), 1);
        try {
          decoderOf(layout, names)(forged);
        } catch (error) {
          expect(error).toMatchObject({ code: "PN6002" });
        }
      }),
      { numRuns: RUNS },
    );
  });
});
