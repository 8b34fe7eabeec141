import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import type { ColumnEntry, Value } from "@pinion/core";
import { describe, expect, it } from "vitest";
import { parquetStore } from "../../src/stores/parquet/index.js";
import type { OfflineFormat } from "../../src/stores/parquet/formats.js";
import { scratch } from "../support/engine.js";
import { lastRows } from "../support/source-rows.js";

const COLUMNS: readonly ColumnEntry[] = (
  [
    ["b", "boolean"],
    ["i", "int"],
    ["l", "bigint"],
    ["f", "float"],
    ["d", "double"],
    ["s", "string"],
    ["y", "binary"],
    ["m", "decimal(38,10)"],
    ["day", "date"],
    ["at", "timestamp"],
    ["ints", "array<bigint>"],
    ["doubles", "array<double>"],
    ["texts", "array<string>"],
    ["map", "map<string,double>"],
    ['odd ",\n name', "string"],
  ] as const
).map(([name, type]) => ({ name, type, nullable: true }));

const nullable = (values: fc.Arbitrary<Value>): fc.Arbitrary<Value> =>
  fc.oneof({ weight: 5, arbitrary: values }, { weight: 1, arbitrary: fc.constant(null) });
const text = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.stringMatching(/^[",;\n\r\\\u0001\t 'a]*$/u),
  fc.constantFrom("", "NULL", "null", "\uFEFF", " ", '"', "\u0000x"),
);
const int64 = fc
  .bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })
  .map((value): Value => (Number.isSafeInteger(Number(value)) ? Number(value) : value));
const fraction = fc.double();
const values = fc.tuple(
  ...[
    fc.boolean(),
    fc.integer(),
    int64,
    fc.float(),
    fraction,
    text,
    fc.uint8Array({ maxLength: 20 }),
    fc.bigInt({ min: -(10n ** 38n) + 1n, max: 10n ** 38n - 1n }),
    fc.integer({ min: -700_000, max: 2_900_000 }),
    fc.integer({ min: -9_000_000_000_000_000, max: 9_000_000_000_000_000 }).map((at): Value => at),
    fc.array(nullable(int64), { maxLength: 4 }) as fc.Arbitrary<Value>,
    fc.array(nullable(fraction), { maxLength: 4 }) as fc.Arbitrary<Value>,
    fc.array(nullable(text), { maxLength: 4 }) as fc.Arbitrary<Value>,
    fc.uniqueArray(fc.tuple(text, nullable(fraction)), { maxLength: 3, selector: ([key]) => key }),
    text,
  ].map(nullable),
);

/** Writes rows as one partition and gives its file. */
async function written(
  format: OfflineFormat,
  folder: string,
  rows: readonly (readonly Value[])[],
): Promise<string> {
  const types = COLUMNS.map(({ name, type }) => ({ name, type }));
  const { parseType } = await import("@pinion/core");
  const fields = types.map(({ name, type }) => ({
    name,
    type: parseType(type) ?? { kind: "void" as const },
  }));
  const writer = await parquetStore({ path: folder, format }).openWriter({
    job: "j",
    cutoffs: [1_577_836_800_000_000],
    resolution: "DAILY",
    timeZone: "America/New_York",
    keys: [{ name: "k", type: { kind: "string" } }],
    schema: { fields },
  });
  await writer.write(
    0,
    rows.map((row, i) => ({ keys: [`k${i}`], values: row })),
  );
  await writer.checkpoint(1);
  const { path, rows: count } = await writer.finish(0);
  await writer.close(false);
  expect(count).toBe(rows.length);
  return join(path, `part-0.${format}`);
}

describe.each(["parquet", "csv", "jsonl"] as const)("partitions of %s", (format) => {
  it("are read back by a source of their types, value by value", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(values, { minLength: 1, maxLength: 40 }), async (rows) => {
        const file = await written(format, scratch(), rows);
        expect(file).toMatch(/df0\/daily\/2019\/12\/31\/part-0\.\w+$/u);
        const read = await lastRows({
          format,
          file,
          columns: COLUMNS,
          inKernel: ["map", "y", "m"],
          timeZone: "America/New_York",
        });
        rows.forEach((row, i) => expect(read.rows[`k${i}`]?.map(plain)).toEqual(row.map(plain)));
        expect(read.report.sources[0]).toMatchObject({ rowsRead: rows.length, rowsRejected: 0 });
      }),
      { numRuns: 6 },
    );
  });
});

/** -0.0 is 0.0, and bytes are bytes whatever holds them. */
function plain(value: Value): Value {
  if (Object.is(value, -0)) return 0;
  if (value instanceof Uint8Array) return Uint8Array.from(value);
  return Array.isArray(value) ? (value as readonly Value[]).map(plain) : value;
}

it("replaces what another format left, and is put together of several ranges", async () => {
  const folder = scratch();
  const row = COLUMNS.map((): Value => null);
  const csv = await written("csv", folder, [row, row]);
  expect(readFileSync(csv, "utf8").split("\n")[0]).toBe(
    '"k","b","i","l","f","d","s","y","m","day","at","ints","doubles","texts","map","odd "",',
  );
  const jsonl = await written("jsonl", folder, [row]);
  expect(existsSync(csv)).toBe(false);
  expect(JSON.parse(readFileSync(jsonl, "utf8"))).toMatchObject({
    k: "k0",
    b: null,
    as_of: "2020-01-01T00:00:00.000000Z",
  });
});
