import { createWriteStream, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import avsc from "avsc";
import fc from "fast-check";
import type { Value } from "@pinion/core";
import { describe, expect, it } from "vitest";
import { codecOf } from "../../src/sources/avro/codecs.js";
import { unsnap } from "../../src/sources/avro/snappy.js";
import { readLong, tapOf } from "../../src/sources/avro/tap.js";
import { scratch } from "../support/engine.js";
import { column, lastRows } from "../support/source-rows.js";

interface WriteOptions {
  readonly codec?: string;
  readonly codecs?: Readonly<
    Record<string, (data: Buffer, done: (error: null, data: Buffer) => void) => void>
  >;
  readonly blockSize?: number;
}

/** A container file written by avsc, which is another's reading of the specification. */
function written(schema: avsc.Schema, rows: readonly unknown[], options: WriteOptions = {}): Promise<string> {
  const file = join(scratch(), "rows.avro");
  return new Promise((resolve, reject) => {
    const encoder = new avsc.streams.BlockEncoder(schema, options);
    encoder.on("error", reject);
    encoder
      .pipe(createWriteStream(file))
      .on("error", reject)
      .on("finish", () => resolve(file));
    for (const row of rows) encoder.write(row);
    encoder.end();
  });
}

const record = (fields: readonly unknown[]): avsc.Schema =>
  ({
    type: "record",
    name: "Row",
    namespace: "test",
    fields: [{ name: "k", type: "string" }, ...fields],
  }) as avsc.Schema;

const field = (name: string, type: unknown) => ({ name, type });

/** Bytes that a schema without logical types writes; read by one that has them, through the file's text. */
async function withLogical(
  plain: avsc.Schema,
  rows: readonly unknown[],
  logical: Readonly<Record<string, unknown>>,
) {
  const file = await written(plain, rows);
  const bytes = readFileSync(file);
  const json = JSON.stringify(plain);
  const at = bytes.indexOf(json);
  const fields = (plain as unknown as { fields: { name: string; type: unknown }[] }).fields;
  const other = JSON.stringify({
    ...(plain as unknown as object),
    fields: fields.map(({ name, type }) => ({ name, type: logical[name] ?? type })),
  });
  // The length stands before the text.
  const head = bytes.subarray(0, at);
  const lengthBytes = avsc.Type.forSchema("long").toBuffer(json.length).length;
  writeFileSync(
    file,
    Buffer.concat([
      head.subarray(0, head.length - lengthBytes),
      avsc.Type.forSchema("long").toBuffer(other.length),
      Buffer.from(other),
      bytes.subarray(at + json.length),
    ]),
  );
  return file;
}

describe("values", () => {
  it("of all plain types come out exactly", async () => {
    const schema = record([
      field("b", "boolean"),
      field("i", "int"),
      field("l", "long"),
      field("f", "float"),
      field("d", "double"),
      field("s", "string"),
      field("y", "bytes"),
      field("e", { type: "enum", name: "Colour", symbols: ["RED", "GREEN"] }),
      field("x", { type: "fixed", name: "Four", size: 4 }),
      field("n", ["null", "int"]),
      field("last", ["string", "null"]),
    ]);
    const row = {
      b: true,
      i: -7,
      l: 123_456_789_012,
      f: 0.5,
      d: -0.1,
      s: "ä☃𝄞",
      y: Buffer.from([0, 255]),
      e: "GREEN",
    };
    const file = await written(schema, [
      { k: "a", ...row, x: Buffer.from([1, 2, 3, 4]), n: 5, last: "z" },
      { k: "b", ...row, i: 2_147_483_647, l: -1, x: Buffer.alloc(4), n: null, last: null },
    ]);
    const columns = [
      column("b", "boolean"),
      column("i", "int"),
      column("l", "bigint"),
      column("f", "float"),
      column("d", "double"),
      column("s", "string"),
      column("y", "binary"),
      column("E", "string"),
      column("x", "binary"),
      column("n", "int"),
      column("last", "string"),
    ];
    const { rows, report } = await lastRows({ format: "avro", file, columns });
    expect(rows["a"]).toEqual([
      true,
      -7,
      123_456_789_012,
      0.5,
      -0.1,
      "ä☃𝄞",
      Uint8Array.from([0, 255]),
      "GREEN",
      Uint8Array.from([1, 2, 3, 4]),
      5,
      "z",
    ]);
    expect(rows["b"]?.slice(1, 3)).toEqual([2_147_483_647, -1]);
    expect(rows["b"]?.slice(8)).toEqual([new Uint8Array(4), null, null]);
    expect(report.sources[0]).toMatchObject({ rowsRead: 2, rowsRejected: 0 });
  });

  it("of logical types are what they mean", async () => {
    const plain = record([
      field("day", "int"),
      field("millis", "long"),
      field("micros", "long"),
      field("nanos", "long"),
      field("local", "long"),
      field("price", "bytes"),
      field("cents", { type: "fixed", name: "Cents", size: 5 }),
      field("huge", "bytes"),
      field("id", { type: "fixed", name: "Uuid", size: 16 }),
      field("time", "int"),
      field("odd", "int"),
    ]);
    const at = Date.parse("2020-01-01T12:00:00.123Z");
    const file = await withLogical(
      plain,
      [
        {
          k: "a",
          day: 18262,
          millis: at,
          micros: at * 1000 + 1,
          nanos: 1_577_880_000_000_001,
          local: Date.parse("2020-07-01T12:00:00Z"),
          price: Buffer.from([0xff, 0x38]),
          cents: Buffer.from([0, 0, 0, 0x30, 0x39]),
          huge: Buffer.from("0785ee10d5da46d900f436a000000000000001", "hex"),
          id: Buffer.from("00112233445566778899aabbccddeeff", "hex"),
          time: 3_600_000,
          odd: 9,
        },
      ],
      {
        day: { type: "int", logicalType: "date" },
        millis: { type: "long", logicalType: "timestamp-millis" },
        micros: ["null", { type: "long", logicalType: "timestamp-micros" }][1],
        nanos: { type: "long", logicalType: "timestamp-nanos" },
        local: { type: "long", logicalType: "local-timestamp-millis" },
        price: { type: "bytes", logicalType: "decimal", precision: 6, scale: 2 },
        cents: { type: "fixed", name: "Cents", size: 5, logicalType: "decimal", precision: 10, scale: 0 },
        huge: { type: "bytes", logicalType: "decimal", precision: 45, scale: 1 },
        id: { type: "fixed", name: "Uuid", size: 16, logicalType: "uuid" },
        time: { type: "int", logicalType: "time-millis" },
        odd: { type: "int", logicalType: "made-up" },
      },
    );
    const columns = [
      column("day", "date"),
      column("millis", "timestamp"),
      column("micros", "timestamp"),
      column("nanos", "timestamp"),
      column("local", "timestamp"),
      column("price", "decimal(6,2)"),
      column("cents", "bigint"),
      column("huge", "string"),
      column("id", "string"),
      column("time", "int"),
      column("odd", "bigint"),
    ];
    const { rows } = await lastRows({ format: "avro", file, columns, timeZone: "America/New_York" });
    expect(rows["a"]).toEqual([
      18262,
      at * 1000,
      at * 1000 + 1,
      1_577_880_000_000,
      Date.parse("2020-07-01T16:00:00Z") * 1000,
      -200n,
      12345,
      `${BigInt("0x0785ee10d5da46d900f436a000000000000001")}`.replace(/(.)$/u, ".$1"),
      "00112233-4455-6677-8899-aabbccddeeff",
      3_600_000,
      9,
    ]);
  });

  it("of unions are what the declared type makes of them", async () => {
    const schema = record([
      field("number", ["int", "null", "double"]),
      field("mixed", ["null", "string", "boolean", "long"]),
    ]);
    const file = await written(
      schema,
      [
        { k: "a", number: { int: 3 }, mixed: "x" },
        { k: "b", number: { double: 2.5 }, mixed: 12 },
        { k: "c", number: null, mixed: true },
      ],
      {},
    );
    const { rows } = await lastRows({
      format: "avro",
      file,
      columns: [column("number", "double"), column("mixed", "string")],
    });
    expect(rows).toEqual({ a: [3, "x"], b: [2.5, "12"], c: [null, "true"] });
  });

  it("of nested types are read, with the fields that are declared", async () => {
    const point = {
      type: "record",
      name: "Point",
      fields: [field("x", "int"), field("note", ["null", "string"]), field("y", ["null", "double"])],
    };
    const schema = record([
      field("list", { type: "array", items: ["null", "long"] }),
      field("map", { type: "map", values: "int" }),
      field("point", point),
      field("points", { type: "array", items: "test.Point" }),
      field("tree", ["null", { type: "record", name: "Tree", fields: [field("next", ["null", "Tree"])] }]),
    ]);
    const file = await written(schema, [
      {
        k: "a",
        list: [1, null, 3],
        map: { a: 1, ["__proto__"]: 2 },
        point: { x: 1, note: "n", y: 0.5 },
        points: [
          { x: 2, note: null, y: null },
          { x: 3, note: "m", y: 1 },
        ],
        tree: { next: { next: null } },
      },
    ]);
    const columns = [
      column("list", "array<bigint>"),
      column("map", "map<string,int>"),
      column("point", "struct<y:double,x:int>"),
      column("points", "array<struct<x:int,y:double>>"),
    ];
    const inKernel = columns.map(({ name }) => name);
    const { rows } = await lastRows({ format: "avro", file, columns, inKernel });
    expect(rows["a"]?.[0]).toEqual([1, null, 3]);
    expect(rows["a"]?.[1]).toEqual([
      ["a", 1],
      ["__proto__", 2],
    ]);
    expect(rows["a"]?.slice(2)).toEqual([
      [0.5, 1],
      [
        [2, null],
        [3, 1],
      ],
    ]);
    await expect(
      lastRows({ format: "avro", file, columns: [column("point", "string")] }),
    ).rejects.toMatchObject({
      code: "PN5004",
    });
    await expect(
      lastRows({ format: "avro", file, columns: [column("poind", "string")] }),
    ).rejects.toMatchObject({
      code: "PN5003",
      help: "did you mean `point`?",
    });
  });

  it("of 64 bits keep their last digit", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (value) => {
        let zigzag = BigInt.asUintN(64, (value << 1n) ^ (value >> 63n));
        const bytes: number[] = [];
        for (; zigzag >= 0x80n; zigzag >>= 7n) bytes.push(Number(zigzag & 0x7fn) | 0x80);
        bytes.push(Number(zigzag));
        expect(BigInt(readLong(tapOf(Buffer.from(bytes))))).toBe(value);
      }),
    );
  });
});

describe("codecs and blocks", () => {
  const schema = record([field("i", "int"), field("unused", { type: "array", items: "string" })]);
  const rows = Array.from({ length: 5000 }, (_, i) => ({ k: `k${i}`, i, unused: [`${i}`, "x"] }));
  const literal = (data: Buffer): Buffer => {
    const crc = Buffer.alloc(4);
    crc.writeUInt32BE(crc32(data));
    const length = varint(data.length);
    const tag = Buffer.from([61 << 2, (data.length - 1) & 255, (data.length - 1) >> 8]);
    return Buffer.concat([length, tag, data, crc]);
  };

  it.each(["null", "deflate", "snappy"])("%s", async (codec) => {
    const codecs =
      codec === "snappy"
        ? {
            codecs: {
              snappy: (data: Buffer, done: (error: null, data: Buffer) => void) => done(null, literal(data)),
            },
          }
        : {};
    const file = await written(schema, rows, { codec, blockSize: 5000, ...codecs });
    const read = await lastRows({ format: "avro", file, columns: [column("i", "int")] });
    expect(read.report.sources[0]).toMatchObject({ rowsRead: 5000 });
    expect(read.rows["k4999"]).toEqual([4999]);
    expect(Object.keys(read.rows)).toHaveLength(5000);
  });

  it("zstandard", () => {
    // Made by zstd 1.5.4.
    const frame = Buffer.from(
      "KLUv/QRohRQAhnNhEcAlHcZx+x8AQgjZW8p+XfMEYwBaAFkAxJIch2Vkj4nVdOd7LmQsivpGtEptZ9dpIeGgYJFYko/DMrIxsRqt43vKQHB5CITJQDB5CITHQPB4CITFQLB4CIRrILgeAmEaCKaHQLgDwX0IhDkQzIdAeAPBewiEZyB4HgIhgkViSY7DMrKxxWq68z0XMsRFfSNapbbs67SQcFCwSCzJ8WEZ2ZhYjdZx2+xChijqG9Gr1JZdp4WEg4LFiSU5DsvIxsRqtDvfcyFDFPU3olVqy67TwgkHBYsBHFywSCzJcVhGNiZ2TXe+50KGqKlvRKvUll2fFhIOChaJJTkOLyMbE6vpzvdcJkMU9Y1odWrLrtNCwkHBIvGSHIdlZGNiNVo333MhQxSVb0Sr1JZdp4WEDwZ3vufZZfJYXNOd73l2me+5kCGK7hvRKrVl1+mFhIOCRWJJjsOyycbEarrzPRfyEEV9I1ql3rLrtJBwULBILCfHYRnZmFiN1nHvuZAhivoe0Sq1ZddpIQmBiKgxMLv7fwexUsz0AREgBAhCkD+W4UXI5AYgwV21INb+C+CAFuwBhBK3gQ8IQt6miUOdiPV/AAmoYB4wodwayAM+hN6kS+og1vwXwAEt2AMmFNcGDjYEhNhS6iBW/gvgAS3YgBNKqAEeIARqzm+rOoj1PwASUII9wIQyaoAHbQiZn9+4g1j5L4ADWrAHnJALM/DDQODUbdLZE7H6TwAHFAwDJBTXT1ZhzN8IP2TYAoQOJmCgdKD9x38AFHDBPGBCuTWAB0ERMqTv7IFY8R8ABVwwDyCUXwM8SAicOX+MdRBr/wUwIARzgAll9IR2z/g9wkMNK5DQYAsIZMD+teRnbZ0a4Fpz1au1wkX3",
      "base64",
    );
    const text = Array.from({ length: 400 }, (_, i) => `row ${i % 37} of ${i % 11} `).join("");
    expect(codecOf("zstandard")(frame).toString()).toBe(text);
    expect(() => codecOf("zstandard")(frame.subarray(0, 50))).toThrow(/cannot be decompressed/u);
    expect(() => codecOf("lzo")).toThrow(/codec is "lzo"/u);
  });

  it("Snappy copies what was there, also what it is just writing", () => {
    const op = fc.oneof(
      fc.uint8Array({ minLength: 1, maxLength: 200 }).map((bytes) => ({ bytes })),
      fc.record({ back: fc.nat(70_000), count: fc.integer({ min: 1, max: 64 }) }),
    );
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 1, maxLength: 50 }),
        fc.array(op, { maxLength: 60 }),
        (head, ops) => {
          const out: number[] = [...head];
          const packed: Buffer[] = [Buffer.from([(head.length - 1) << 2]), Buffer.from(head)];
          for (const one of ops) {
            if ("bytes" in one) {
              packed.push(Buffer.from([60 << 2, one.bytes.length - 1]), Buffer.from(one.bytes));
              out.push(...one.bytes);
            } else {
              const back = (one.back % out.length) + 1;
              if (back < 2048 && one.count >= 4 && one.count < 12)
                packed.push(Buffer.from([((back >> 8) << 5) | ((one.count - 4) << 2) | 1, back & 255]));
              else packed.push(Buffer.from([((one.count - 1) << 2) | 2, back & 255, back >> 8]));
              for (let i = 0; i < one.count; i++) out.push(out[out.length - back] ?? 0);
            }
          }
          const all = Buffer.concat([varint(out.length), ...packed]);
          expect(unsnap(all, 1e6).equals(Buffer.from(out))).toBe(true);
        },
      ),
    );
  });

  it("reads files of other schemas one behind the other", async () => {
    const folder = scratch();
    const files = [
      await written(schema, [{ k: "a", i: 1, unused: [] }]),
      await written(record([field("i", "long")]), [
        { k: "b", i: 5_000_000_000 },
        { k: "a", i: 2 },
      ]),
    ];
    files.forEach((file, n) => writeFileSync(join(folder, `${n}.avro`), readFileSync(file)));
    const read = await lastRows({
      format: "avro",
      file: join(folder, "*.avro"),
      columns: [column("i", "bigint")],
    });
    expect(read.rows).toEqual({ a: [2], b: [5_000_000_000] } satisfies Record<string, Value[]>);
  });
});

describe("damage", () => {
  const schema = record([field("i", "int")]);
  const rows = Array.from({ length: 3000 }, (_, i) => ({ k: `k${i}`, i }));
  const refused = async (change: (bytes: Buffer) => Buffer, message: RegExp) => {
    const file = await written(schema, rows, { blockSize: 4000, codec: "deflate" });
    writeFileSync(file, change(readFileSync(file)));
    await expect(lastRows({ format: "avro", file, columns: [column("i", "int")] })).rejects.toMatchObject({
      code: "PN5002",
      message: expect.stringMatching(message) as string,
    });
  };

  it("cut short, the block and its place are named", async () => {
    await refused(
      (bytes) => bytes.subarray(0, -30),
      /rows\.avro of source s cannot be read: block \d+ \(at byte \d+\): the file is cut short/u,
    );
  });
  it("cut in the header", async () => {
    await refused((bytes) => bytes.subarray(0, 40), /rows\.avro.*cannot be read/u);
  });
  it("damaged inside a block", async () => {
    await refused((bytes) => {
      bytes.fill(0xff, bytes.length - 200, bytes.length - 100);
      return bytes;
    }, /block \d+.*(cannot be decompressed|marker|ends|bytes)/u);
  });
  it("with another marker", async () => {
    await refused((bytes) => {
      bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
      return bytes;
    }, /block \d+ \(at byte \d+\): it does not end with the file's marker/u);
  });
  it("no Avro, or empty", async () => {
    await refused(() => Buffer.from("k,i\na,1\n"), /no Avro object container file/u);
    await refused(() => Buffer.alloc(0), /is empty/u);
  });
  it("never ends otherwise, wherever a byte is changed", async () => {
    const file = await written(schema, rows.slice(0, 50), { codec: "null" });
    const bytes = readFileSync(file);
    const codes = new Set<unknown>();
    for (let at = 0; at < bytes.length; at += 29) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 0x55;
      writeFileSync(file, changed);
      await lastRows({ format: "avro", file, columns: [column("i", "int")], maxRejected: 1 }).then(
        () => codes.add("read"),
        (error: { readonly code?: string }) => codes.add(error.code),
      );
    }
    for (const code of codes) expect(["PN5002", "PN5003", "read"]).toContain(code);
  });
});

function varint(length: number): Buffer {
  const bytes: number[] = [];
  let rest = length;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128);
  return Buffer.from([...bytes, rest]);
}
