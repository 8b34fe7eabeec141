import { showType, type ColumnEntry, type Value } from "@pinion/core";
import { parseAvroSchema } from "@pinion/core/avro";
import { zoneOf } from "@pinion/core/std";
import { avro } from "@pinion/dsl";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DecodeFailure } from "../../packages/runtime/src/stream/decode/cursor.js";
import { avroDecoder, type DecodeRecord } from "../../packages/runtime/src/stream/decode/record-decoder.js";
import { typeWithBigints } from "../support/avro-longs.js";

/* What avsc, an implementation of others, writes is read back. */

const zone = zoneOf("UTC");

const record = (fields: readonly { name: string; type: unknown; default?: unknown; aliases?: string[] }[]) =>
  ({ type: "record", name: "R", fields }) as const;
const columnsOf = (schema: ReturnType<typeof record>): readonly ColumnEntry[] =>
  (avro(schema).columns ?? []).map(({ name, type, nullable }) => ({
    name,
    type: showType(type),
    nullable,
  }));
const decoder = (schema: ReturnType<typeof record>, names?: readonly string[]): DecodeRecord =>
  avroDecoder({
    columns: columnsOf(schema).filter(({ name }) => names === undefined || names.includes(name)),
    writer: parseAvroSchema(JSON.stringify(schema)),
    zone,
    what: "the test",
  });
const decode = (read: DecodeRecord, bytes: Buffer): readonly Value[] => {
  const out: Value[] = [];
  read(bytes, out);
  return out;
};

const ALL = record([
  { name: "flag", type: "boolean" },
  { name: "small", type: "int" },
  { name: "large", type: "long" },
  { name: "single", type: "float" },
  { name: "wide", type: "double" },
  { name: "text", type: "string" },
  { name: "raw", type: "bytes" },
  { name: "maybe", type: ["null", "string"] },
  { name: "kind", type: { type: "enum", name: "Kind", symbols: ["A", "B", "C"] } },
  { name: "list", type: { type: "array", items: ["null", "int"] } },
  { name: "counts", type: { type: "map", values: "double" } },
  { name: "digest", type: { type: "fixed", name: "Digest", size: 4 } },
  {
    name: "inner",
    type: {
      type: "record",
      name: "Inner",
      fields: [
        { name: "x", type: "int" },
        { name: "k", type: ["null", "Kind"] },
      ],
    },
  },
]);

const LONGS = fc.oneof(
  fc.bigInt({ min: -(1n << 63n), max: (1n << 63n) - 1n }),
  fc
    .integer({ min: 0, max: 63 })
    .chain((bits) => fc.constantFrom(1n << BigInt(bits - (bits === 63 ? 1 : 0)), -(1n << BigInt(bits)))),
  fc.constantFrom(9007199254740991n, 9007199254740992n, 9007199254740993n, -9007199254740993n),
);
const VALUES = fc.record({
  flag: fc.boolean(),
  small: fc.integer(),
  large: LONGS,
  single: fc.float({ noNaN: true }),
  wide: fc.double({ noNaN: true }),
  text: fc.string({ unit: "grapheme" }),
  raw: fc.uint8Array({ maxLength: 8 }),
  maybe: fc.option(fc.string()),
  kind: fc.constantFrom("A", "B", "C"),
  list: fc.array(fc.option(fc.integer()), { maxLength: 5 }),
  counts: fc.dictionary(fc.string(), fc.double({ noNaN: true }), { maxKeys: 3 }),
  digest: fc.uint8Array({ minLength: 4, maxLength: 4 }),
  inner: fc.record({ x: fc.integer(), k: fc.option(fc.constantFrom("A", "B")) }),
});
type Values = typeof VALUES extends fc.Arbitrary<infer T> ? T : never;

/** As avsc takes them: unions without ambiguity stand bare, bytes are Buffers. */
const written = (values: Values): Buffer =>
  typeWithBigints(ALL).toBuffer({
    ...values,
    raw: Buffer.from(values.raw),
    digest: Buffer.from(values.digest),
  });
const asInt64 = (x: bigint): number | bigint => (Number.isSafeInteger(Number(x)) ? Number(x) : x);
const expected = (v: Values): Readonly<Record<string, Value>> => ({
  ...v,
  large: asInt64(v.large),
  raw: new Uint8Array(v.raw),
  digest: new Uint8Array(v.digest),
  counts: Object.entries(v.counts),
  inner: [v.inner.x, v.inner.k],
});

describe("Avro records", () => {
  it("come back as avsc wrote them, whichever columns are wanted", () => {
    const names = ALL.fields.map(({ name }) => name);
    const decoders = new Map<string, DecodeRecord>();
    fc.assert(
      fc.property(VALUES, fc.subarray(names, { minLength: 1 }), (values, wanted) => {
        const id = wanted.join();
        const read = decoders.get(id) ?? decoder(ALL, wanted);
        decoders.set(id, read);
        const all = expected(values);
        expect(decode(read, written(values))).toEqual(
          names.filter((name) => wanted.includes(name)).map((name) => all[name]),
        );
      }),
      { numRuns: 300 },
    );
  });

  it("are a failure when cut or changed, never a crash", () => {
    const read = decoder(ALL);
    fc.assert(
      fc.property(VALUES, fc.nat(), fc.nat(255), fc.boolean(), (values, at, byte, cut) => {
        const bytes = Buffer.from(written(values));
        const place = at % bytes.length;
        if (!cut) bytes[place] = byte;
        try {
          decode(read, cut ? bytes.subarray(0, place) : bytes);
          // A cut record cannot be whole.
          expect(cut).toBe(false);
        } catch (error) {
          expect(error).toBeInstanceOf(DecodeFailure);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("read logical types as what they stand for", () => {
    const schema = record([
      { name: "day", type: { type: "int", logicalType: "date" } },
      { name: "millis", type: { type: "long", logicalType: "timestamp-millis" } },
      { name: "micros", type: { type: "long", logicalType: "timestamp-micros" } },
      { name: "nanos", type: { type: "long", logicalType: "timestamp-nanos" } },
      { name: "local", type: { type: "long", logicalType: "local-timestamp-millis" } },
      { name: "price", type: { type: "bytes", logicalType: "decimal", precision: 9, scale: 2 } },
      { name: "time", type: { type: "fixed", name: "T", size: 12, logicalType: "duration" } },
      { name: "id", type: { type: "string", logicalType: "uuid" } },
    ]);
    const duration = Buffer.alloc(12);
    [1, 2, 3].forEach((part, i) => duration.writeUInt32LE(part, 4 * i));
    const plain = record(
      schema.fields.map(({ name, type }) => ({
        name,
        type: { ...(type as object), logicalType: undefined },
      })),
    );
    const bytes = typeWithBigints(JSON.parse(JSON.stringify(plain))).toBuffer({
      ...{ day: 18_400, millis: 1_500n, micros: -1n, nanos: -1n, local: 3_600_000n },
      ...{ price: Buffer.from([0xff, 0x85]), time: duration, id: "x" },
    });
    const read = avroDecoder({
      columns: columnsOf(schema),
      writer: parseAvroSchema(JSON.stringify(schema)),
      zone: zoneOf("Europe/Berlin"),
      what: "the test",
    });
    expect(decode(read, bytes)).toEqual([
      ...[18_400, 1_500_000, -1, -1, 0, -123n],
      ...[{ months: 1, days: 2, micros: 3_000 }, "x"],
    ]);
  });

  it("refuse what overflows, and records that hold themselves in vain", () => {
    const long = decoder(record([{ name: "n", type: "long" }]));
    expect(() => decode(long, Buffer.from([255, 255, 255, 255, 255, 255, 255, 255, 255, 2]))).toThrow(
      /overflows 64/,
    );
    const int = decoder(record([{ name: "n", type: "int" }]));
    expect(() => decode(int, Buffer.from([254, 255, 255, 255, 31]))).toThrow(/overflows 32/);
    const decimal = record([
      { name: "n", type: { type: "bytes", logicalType: "decimal", precision: 2, scale: 0 } },
    ]);
    expect(() => decode(decoder(decimal), Buffer.from([4, 0x27, 0x10]))).toThrow(/overflows 2 digits/);
    const list = decoder(
      record([{ name: "n", type: { type: "array", items: { type: "fixed", name: "F", size: 0 } } }]),
    );
    expect(() => decode(list, Buffer.from([254, 255, 255, 255, 255, 255, 1]))).toThrow(DecodeFailure);
    const linked = record([
      { name: "n", type: "int" },
      {
        name: "rest",
        type: { type: "record", name: "L", fields: [{ name: "next", type: ["null", "L"] }] },
      },
    ]);
    const read = avroDecoder({
      ...{ writer: parseAvroSchema(JSON.stringify(linked)), zone, what: "the test" },
      columns: [{ name: "n", type: "int", nullable: false }],
    });
    expect(decode(read, Buffer.from([2, 2, 2, 0]))).toEqual([1]);
  });

  it("are resolved from the writer's schema to the reader's", () => {
    const writer = record([
      { name: "extra", type: { type: "array", items: "string" } },
      { name: "n", type: "int" },
      { name: "old", type: "string" },
    ]);
    const reader = record([
      { name: "n", type: "double" },
      { name: "renamed", type: "string", aliases: ["old"] },
      { name: "added", type: "long", default: 7 },
      { name: "none", type: ["null", "string"], default: null },
      {
        name: "part",
        type: { type: "record", name: "P", fields: [{ name: "x", type: "int", default: 3 }] },
        default: {},
      },
    ]);
    const read = avroDecoder({
      columns: columnsOf(reader),
      writer: parseAvroSchema(JSON.stringify(writer)),
      reader: parseAvroSchema(JSON.stringify(reader)),
      ...{ zone, what: "the test" },
    });
    const bytes = typeWithBigints(writer).toBuffer({ extra: ["a", "b"], n: 5, old: "x" });
    expect(decode(read, bytes)).toEqual([5, "x", 7, null, [3]]);
  });

  it("have columns that their schema can give", () => {
    const make =
      (type: unknown, column: string, nullable = true) =>
      () =>
        avroDecoder({
          columns: [{ name: "c", type: column, nullable }],
          writer: parseAvroSchema(JSON.stringify(record([{ name: "c", type }]))),
          ...{ zone, what: "the test" },
        });
    expect(make("string", "int")).toThrow(expect.objectContaining({ code: "PN5504" }));
    expect(make("long", "int")).toThrow(expect.objectContaining({ code: "PN5504" }));
    expect(make("int", "bigint")).not.toThrow();
    const missing = (nullable: boolean) => () =>
      avroDecoder({
        columns: [{ name: "other", type: "int", nullable }],
        writer: parseAvroSchema(JSON.stringify(record([{ name: "c", type: "int" }]))),
        ...{ zone, what: "the test" },
      });
    expect(missing(false)).toThrow(expect.objectContaining({ code: "PN5504" }));
    expect(missing(true)).not.toThrow();
    const own = (name: string, type: unknown, nullable: boolean) => () =>
      avroDecoder({
        columns: [{ name, type: "int", nullable }],
        writer: parseAvroSchema(JSON.stringify(record([{ name: "c", type }]))),
        ...{ zone, what: "the test", own: true },
      });
    expect(own("c", ["null", "int"], true)).not.toThrow();
    expect(own("c", ["null", "int"], false)).toThrow(/`c` is never NULL, .* may be null/u);
    expect(make(["null", "int"], "int", false)).not.toThrow();
    expect(own("cc", "int", true)).toThrow(/no field `cc`/u);
  });
});
