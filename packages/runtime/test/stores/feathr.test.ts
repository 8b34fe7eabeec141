import {
  arrayOf,
  BIGINT,
  BINARY,
  BOOLEAN,
  DOUBLE,
  FLOAT,
  INT,
  mapOf,
  showType,
  STRING,
  TIMESTAMP,
  type DataType,
  type Value,
} from "@pinion/core";
import fc from "fast-check";
import { Redis } from "ioredis";
import protobuf from "protobufjs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { redisAvailable, startRedis, type RedisServer } from "../../../../test/support/redis.js";
import { describeWith } from "../../../../test/support/requires.js";
import type { OnlineStore, RowField } from "../../src/ports.js";
import { feathrReader } from "../../src/stores/feathr/decode.js";
import { feathrEncoder } from "../../src/stores/feathr/encode.js";
import { redisStore } from "../../src/stores/redis/index.js";
import { rowsOf } from "../support/rows.js";

const encode = (type: DataType, value: Value): string => feathrEncoder("f", type)(value);
const decode = (text: string, type: DataType): Value => feathrReader("t", "f", type, type)(text);

/** What Feathr's own writer produced. */
const GOLDEN: readonly (readonly [DataType, Value, string])[] = [
  [BOOLEAN, true, "CAE="],
  [BOOLEAN, false, "CAA="],
  [FLOAT, 0, "HQAAAAA="],
  [FLOAT, Math.fround(1.6), "Hc3MzD8="],
  [DOUBLE, 1.6, "IZqZmZmZmfk/"],
  [INT, 2, "KAI="],
  [INT, -2, "KP7//////////wE="],
  [BIGINT, 9007199254740993n, "MIGAgICAgIAQ"],
  [STRING, "apple", "EgVhcHBsZQ=="],
  [STRING, "", "EgA="],
  [arrayOf(INT), [1, 2, 3], "cgYIAQgCCAM="],
  [arrayOf(FLOAT), [10, 20, 30], "Yg8NAAAgQQ0AAKBBDQAA8EE="],
  [arrayOf(STRING), ["a", "b", "c"], "WgkKAWEKAWIKAWM="],
  [
    mapOf(INT, STRING),
    [
      [1, "10"],
      [2, "20"],
      [3, "30"],
    ],
    "ogESCAEIAggDEgIxMBICMjASAjMw",
  ],
];

/** The value message as an independent implementation understands it. */
const arrays = ["boolean", "string", "float", "double", "int32", "int64", "bytes"] as const;
const sparse = ["string", "boolean", "int32", "int64", "double", "float"] as const;
const proto = (name: string): string => (name === "boolean" ? "bool" : name);
const schema = protobuf
  .parse(
    `syntax = "proto3";
message FeatureValue { oneof value {
  bool boolean_value = 1; string string_value = 2; float float_value = 3; double double_value = 4;
  int32 int32_value = 5; int64 int64_value = 6;
  ${arrays.map((name, i) => `A_${name} a_${name} = ${10 + i};`).join("\n")}
  ${sparse.map((name, i) => `S_${name} s_${name} = ${20 + i};`).join("\n")}
} }
${arrays.map((name) => `message A_${name} { repeated ${proto(name)} value = 1; }`).join("\n")}
${sparse.map((name) => `message S_${name} { repeated int32 index = 1; repeated ${proto(name)} value = 2; }`).join("\n")}
`,
  )
  .root.lookupType("FeatureValue");
const understood = (text: string): Readonly<Record<string, unknown>> => {
  const message = schema.toObject(schema.decode(Buffer.from(text, "base64")), {
    longs: String,
    arrays: true,
  });
  return message;
};

/** protobufjs alone has no more digits than a double; the golden values have one beyond them. */
const int64 = fc.maxSafeInteger();
const scalars: readonly (readonly [string, DataType, fc.Arbitrary<Value>])[] = [
  ["boolean", BOOLEAN, fc.boolean()],
  ["string", STRING, fc.string({ unit: "grapheme" })],
  ["float", FLOAT, fc.float({ noNaN: true })],
  ["double", DOUBLE, fc.double({ noNaN: true })],
  ["int32", INT, fc.integer()],
  ["int64", BIGINT, int64],
];

/** As protobufjs shows 64-bit integers. */
const shown = (name: string, value: Value): unknown => (name === "int64" ? String(value) : value);

describe("Feathr's value message", () => {
  it("is these bytes, and is read from them", () => {
    for (const [type, value, text] of GOLDEN) {
      expect(encode(type, value)).toBe(text);
      expect(decode(text, type)).toEqual(value);
    }
  });

  it("is read packed too, and where numbers are wider or narrower than declared", () => {
    expect(decode("cgUKAwECAw==", arrayOf(INT))).toEqual([1, 2, 3]);
    expect(decode("KP7//////////wE=", BIGINT)).toBe(-2);
    expect(decode("Hc3MzD8=", DOUBLE)).toBe(Math.fround(1.6));
    expect(() => decode("MIGAgICAgIAQ", INT)).toThrow(expect.objectContaining({ code: "PN6010" }));
    expect(() => decode("EgVhcHBsZQ==", INT)).toThrow(expect.objectContaining({ code: "PN6010" }));
  });

  for (const [name, type, arbitrary] of scalars) {
    it(`is what protobufjs reads, and what it writes is read: ${name}`, () => {
      fc.assert(
        fc.property(arbitrary, fc.array(arbitrary, { maxLength: 5 }), (value, list) => {
          const text = encode(type, value);
          expect(understood(text)).toEqual({
            [`${name}_value`.replace(/_(.)/gu, (_, c: string) => c.toUpperCase())]: shown(name, value),
          });
          expect(decode(text, type)).toEqual(value);
          const array = encode(arrayOf(type), list);
          const camel = `a${name.charAt(0).toUpperCase()}${name.slice(1)}`;
          expect(understood(array)).toEqual({ [camel]: { value: list.map((one) => shown(name, one)) } });
          expect(decode(array, arrayOf(type))).toEqual(list);
          // protobufjs packs repeated numbers.
          const packed = schema.encode(
            schema.fromObject({ [camel]: { value: list.map((one) => shown(name, one)) } }),
          );
          expect(decode(Buffer.from(packed.finish()).toString("base64"), arrayOf(type))).toEqual(list);
          const pairs = list.map((one, i): Value => [i * 3, one]);
          const vector = encode(mapOf(INT, type), pairs);
          expect(understood(vector)).toEqual({
            [camel.replace(/^a/u, "s")]: {
              index: list.map((_, i) => i * 3),
              value: list.map((one) => shown(name, one)),
            },
          });
          expect(decode(vector, mapOf(INT, type))).toEqual(pairs);
        }),
        { numRuns: 200 },
      );
    });
  }

  it("refuses types that it has nothing for, and NULLs within values", () => {
    for (const type of [TIMESTAMP, BINARY, arrayOf(arrayOf(INT)), mapOf(STRING, INT)]) {
      expect(() => feathrEncoder("f", type)).toThrow(expect.objectContaining({ code: "PN7008" }));
    }
    expect(() => encode(arrayOf(INT), [1, null])).toThrow(expect.objectContaining({ code: "PN7008" }));
  });

  it("is an error where it is damaged, or a value of its type, never a crash", () => {
    const coded = expect.objectContaining({ code: expect.stringMatching(/^PN60(?:02|10)$/u) as string });
    for (const text of ["", "=", "CA", "CA==", "EgVhcHBs", "ogES", "////", "KP7/////////////Aw=="]) {
      expect(() => decode(text, INT)).toThrow(coded);
    }
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 30 }), fc.constantFrom(...GOLDEN), (noise, [type]) => {
        try {
          decode(Buffer.from(noise).toString("base64"), type);
        } catch (error) {
          expect(error).toEqual(coded);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});

it("reads a value that was written with another type as the declared one, where nothing is lost", () => {
  const read = (written: DataType, value: Value, declared: DataType): Value =>
    feathrReader("t", "f", written, declared)(encode(written, value));
  expect(read(INT, 7, BIGINT)).toBe(7);
  expect(read(INT, 7, DOUBLE)).toBe(7);
  expect(read(FLOAT, 1.5, DOUBLE)).toBe(1.5);
  expect(read(arrayOf(INT), [1, 2], arrayOf(DOUBLE))).toEqual([1, 2]);
  // Written before its table's type was changed: each value says what it is.
  expect(feathrReader("t", "f", DOUBLE, BIGINT)(encode(BIGINT, 7))).toBe(7);
  for (const [written, value, declared, kind] of [
    [DOUBLE, 1.5, BIGINT, "double"],
    [STRING, "7]", BIGINT, "string"],
    [arrayOf(BIGINT), [1], BIGINT, "array of int64"],
    [BIGINT, 2 ** 40, DOUBLE, "int64"],
  ] as const) {
    expect(() => read(written, value, declared)).toThrow(
      expect.objectContaining({
        code: "PN6010",
        message: `\`f\` is stored in table \`t\` as ${kind}, and declared as ${showType(declared)}`,
      }),
    );
  }
});

describeWith("Redis in Feathr's layout", redisAvailable, () => {
  let server: RedisServer;
  let store: OnlineStore;
  let redis: Redis;
  beforeAll(async () => {
    server = await startRedis();
    store = await redisStore({ url: server.url });
    redis = new Redis(server.port, "127.0.0.1");
  });
  afterAll(async () => {
    await store.close();
    redis.disconnect();
    await server.stop();
  });

  const KEYS = [
    { name: "zone", type: INT },
    { name: "rider", type: STRING },
  ];
  const FIELDS: readonly RowField[] = [
    { name: "f_avg", type: FLOAT },
    { name: "f_name", type: STRING },
  ];
  const open = (asOf: number, fields = FIELDS, table = "nyc") =>
    store.openWriter({ table, keys: KEYS, schema: { fields }, asOf, layout: "feathr" });
  const read = async (key: string, names: readonly string[] = ["f_avg", "f_name"]) =>
    (await rowsOf(store, "nyc", [key], names))[0]?.[0]?.values;

  it("writes hashes that Feathr's client reads, and merges what it writes", async () => {
    await redis.hset("nyc:265#a#b", "f_others", "CAE=");
    await redis.set("nyc:counter", "no hash");
    const writer = await open(2);
    await writer.write([
      { key: "265#a%23b", values: [Math.fround(1.6), "apple"] },
      { key: "7#c", values: [0, null] },
    ]);
    expect(await writer.finish()).toMatchObject({ written: 2, removed: 0 });
    expect(await redis.hgetall("nyc:265#a#b")).toEqual({
      f_others: "CAE=",
      f_avg: "Hc3MzD8=",
      f_name: "EgVhcHBsZQ==",
    });
    // A message without a value of the ones that Feathr knows.
    expect(await redis.hgetall("nyc:7#c")).toEqual({ f_avg: "HQAAAAA=", f_name: "wD4A" });
    expect(await read("265#a%23b")).toEqual([Math.fround(1.6), "apple"]);
    expect(await read("7#c")).toEqual([0, null]);
    expect(await read("8#c")).toBeUndefined();
    const late = await open(1);
    await late.write([{ key: "7#c", values: [9, "late"] }]);
    expect(await late.finish()).toMatchObject({ outdated: 1 });
    const next = await open(3);
    await next.write([{ key: "265#a%23b", values: [null, "b"] }]);
    await next.finish();
    expect(await redis.hgetall("nyc:265#a#b")).toEqual({ f_others: "CAE=", f_avg: "wD4A", f_name: "EgFi" });
    expect(await read("265#a%23b")).toEqual([null, "b"]);
    expect(await read("7#c")).toEqual([0, null]);
  });

  it("reads what Feathr wrote, beside packed tables and in one call", async () => {
    await redis.hset("theirs:1#x", "f_avg", "Yg8NAAAgQQ0AAKBBDQAA8EE=", "f_name", "EgA=");
    const fields = [
      { name: "f_avg", type: arrayOf(FLOAT) },
      { name: "f_name", type: STRING },
    ];
    await (await open(0, fields, "theirs")).abandon();
    const packed = await store.openWriter({
      table: "packed",
      keys: KEYS,
      schema: { fields: [{ name: "f", type: INT }] },
      asOf: 1,
    });
    await packed.write([{ key: "1#x", values: [5] }]);
    await packed.finish();
    const found = await store.lookup([
      { table: "theirs", keys: ["1#x", "2#x"], names: ["f_avg", "f_name"] },
      { table: "packed", keys: ["1#x"], names: ["f"] },
    ]);
    expect(found[0]?.map(({ there }) => there)).toEqual([true, undefined]);
    expect(found.map((rows) => rows.map(({ values }) => values))).toEqual([
      [
        [[10, 20, 30], ""],
        [undefined, undefined],
      ],
      [[5]],
    ]);
  });

  it("deletes one feature of a key, a key, a group, the table: each and nothing else", async () => {
    const group = (await store.table("nyc"))?.groups[0]?.id ?? "";
    expect(
      await store.delete({ kind: "features", table: "nyc", keys: ["265#a%23b"], names: ["f_name"] }),
    ).toBe(1);
    expect(await redis.hkeys("nyc:265#a#b")).toEqual(["f_others", "f_avg"]);
    expect(
      await store.lookup([{ table: "nyc", keys: ["265#a%23b", "8#c"], names: ["f_avg", "f_name"] }]),
    ).toEqual([
      [
        { there: true, values: [null, undefined], asOf: [undefined, undefined] },
        { values: [undefined, undefined], asOf: [undefined, undefined] },
      ],
    ]);
    expect(await store.delete({ kind: "group", table: "nyc", group })).toBe(2);
    expect(await redis.exists("nyc:7#c", "nyc:265#a#b")).toBe(1);
    expect(await store.delete({ kind: "keys", table: "theirs", keys: ["1#x"] })).toBe(1);
    expect(await redis.exists("theirs:1#x")).toBe(0);
    await store.dropTable("nyc");
    expect(await redis.get("nyc:counter")).toBe("no hash");
    expect(await redis.hgetall("nyc:265#a#b")).toEqual({ f_others: "CAE=" });
    expect(await store.tables()).toEqual(["packed", "theirs"]);
  });

  it("leaves what others keep under keys that begin like the table's", async () => {
    await redis.hset("user:42", "name", "Ann", "f_avg", "theirs");
    await redis.hset("user:session:7#x", "token", "t");
    await redis.rpush("user:3#x", "a list");
    const writer = await open(1, FIELDS, "user");
    await writer.write([
      { key: "1#x", values: [1, "a"] },
      { key: "2#x", values: [2, "b"] },
    ]);
    await redis.hset("user:1#x", "email", "ann@example.org");
    await writer.finish();
    const [found] = await rowsOf(store, "user", ["1#x", "3#x"], ["f_avg"]);
    expect(found?.[0]?.values).toEqual([1]);
    expect((await rowsOf(store, "user", ["3#x"], ["f_avg"]))[0]).toEqual([]);
    await expect(writer.write([{ key: "3#x", values: [3, "c"] }])).rejects.toMatchObject({
      code: "PN6003",
      message: expect.not.stringContaining("reach") as string,
    });
    expect(await store.delete({ kind: "keys", table: "user", keys: ["3#x", "1#x"] })).toBe(1);
    expect(await redis.hgetall("user:1#x")).toEqual({ email: "ann@example.org" });
    expect(await store.dropTable("user")).toBe(true);
    expect(await redis.exists("user:2#x")).toBe(0);
    // A field of the name of a feature is the table's, under every key that may be one of it.
    expect(await redis.hgetall("user:42")).toEqual({ name: "Ann" });
    expect(await redis.hgetall("user:session:7#x")).toEqual({ token: "t" });
    expect(await redis.lrange("user:3#x", 0, -1)).toEqual(["a list"]);
  });

  it("refuses a table of another layout, a type that it cannot hold, and streams", async () => {
    await expect(open(1, FIELDS, "packed")).rejects.toMatchObject({ code: "PN7010" });
    await expect(open(1, [{ name: "f", type: TIMESTAMP }], "new")).rejects.toMatchObject({ code: "PN7008" });
    expect(await store.table("new")).toBeUndefined();
    await expect(
      store.openStreamWriter({ table: "new", keys: KEYS, schema: { fields: FIELDS }, layout: "feathr" }),
    ).rejects.toMatchObject({ code: "PN7010" });
  });
});
