import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import type { ColumnEntry, FileFormat, Value } from "@pinion/core";
import { describe, expect, it } from "vitest";
import { collectingSink, run, scratch } from "../support/engine.js";

const END = Date.parse("2020-02-01T00:00:00Z") * 1000;

interface Case {
  readonly format: FileFormat;
  readonly file: string;
  readonly columns: readonly ColumnEntry[];
  readonly timeZone?: string;
  readonly maxRejected?: number;
}

/** The last row's columns as row-level features, by key. */
async function lastRows({ format, file, columns, timeZone, maxRejected = 0 }: Case) {
  const { sink, partitions } = collectingSink();
  const report = await run(
    {
      file,
      format,
      columns: [{ name: "k", type: "string", nullable: true }, ...columns],
      keys: ["k"],
      maxRejected,
      features: columns.map(({ name, type }) => ({ name: `f_${name}`, op: "row", column: name, type })),
      ...(timeZone === undefined ? {} : { timeZone }),
    },
    [END],
    [sink],
  );
  return { rows: Object.fromEntries(partitions.get(END) ?? []) as Record<string, readonly Value[]>, report };
}

function written(name: string, text: string | Buffer): string {
  const file = join(scratch(), name);
  writeFileSync(file, text);
  return file;
}

const nullable = (name: string, type: string, format?: string): ColumnEntry => ({
  name,
  type,
  nullable: true,
  ...(format === undefined ? {} : { format }),
});

describe("texts of CSV", () => {
  const one = async (column: ColumnEntry, text: string) => {
    const file = written("one.csv", `k,${column.name}\na,${text}\n`);
    const { rows, report } = await lastRows({ format: "csv", file, columns: [column], maxRejected: 1 });
    return report.sources[0]?.rowsRejected === 1 ? "rejected" : rows["a"]?.[0];
  };

  it.each<[string, string, Value]>([
    ["int", "2", 2],
    ["int", "2.0", 2],
    ["int", " 7 ", 7],
    ["int", "2.5", "rejected"],
    ["int", "2147483648", "rejected"],
    ["int", "x", "rejected"],
    ["int", "", null],
    ["tinyint", "128", "rejected"],
    ["bigint", "9007199254740993", 9007199254740993n],
    ["bigint", "9223372036854775807", 9223372036854775807n],
    ["bigint", "12.0", 12],
    ["bigint", "12.5", "rejected"],
    ["bigint", "1.20e1", 12],
    ["bigint", "1e-10", "rejected"],
    ["bigint", "12.0000000000001", "rejected"],
    ["bigint", "9223372036854775807.00", 9223372036854775807n],
    ["bigint", "9.223372036854775808e18", "rejected"],
    ["bigint", "12.x", "rejected"],
    ["bigint", "e", "rejected"],
    ["double", "1e3", 1000],
    ["double", "-0.5", -0.5],
    ["double", "1,5", "rejected"],
    ["float", "0.1", Math.fround(0.1)],
    ["boolean", "TRUE", true],
    ["boolean", "0", false],
    ["boolean", "maybe", "rejected"],
    ["string", "ä☃𝄞", "ä☃𝄞"],
    ["string", '""', ""],
    ["string", "", null],
    ["string", '"a ""b"", c"', 'a "b", c'],
    ["date", "2020-02-29", 18321],
    ["date", "2020-02-30", "rejected"],
    ["timestamp", "2020-01-01 00:00:00", 1_577_836_800_000_000],
    ["timestamp", "2020-01-01T00:00:00Z", 1_577_836_800_000_000],
    ["timestamp", "2020-01-01 00:00:00.000001", 1_577_836_800_000_001],
    ["timestamp", "2020-13-01 00:00:00", "rejected"],
    ["timestamp", "2020-01-01 24:00:00", "rejected"],
    ["decimal(10,2)", "12.34", 1234n],
  ])("%s of %s is %s", async (type, text, expected) => {
    expect(await one(nullable("v", type), text)).toEqual(expected);
  });

  it.each<[string, string, Value]>([
    ["epoch", "1577836800", 1_577_836_800_000_000],
    ["epoch", "1577836800.5", 1_577_836_800_500_000],
    ["epoch_millis", "1577836800123", 1_577_836_800_123_000],
    ["epoch_micros", "1577836800123456", 1_577_836_800_123_456],
    ["epoch", "soon", "rejected"],
    ["dd.MM.yyyy HH:mm", "01.02.2020 03:04", 1_580_526_240_000_000],
    ["dd.MM.yyyy HH:mm", "2020-01-01", "rejected"],
    ["yyyy-MM-dd HH:mm:ss", "2020-01-01 0:00:00", "rejected"],
    ["yyyy-MM-dd HH:mm:ss", "2020-01-01 00:00:00", 1_577_836_800_000_000],
  ])("a timestamp of format %s of %s is %s", async (format, text, expected) => {
    expect(await one(nullable("v", "timestamp", format), text)).toEqual(expected);
  });

  it("rejects a NULL where none may be", async () => {
    expect(await one({ name: "v", type: "int", nullable: false }, "")).toBe("rejected");
  });

  it("finds columns by name, in any case, behind a byte order mark, beside others of hostile names", async () => {
    const file = written("names.csv", '\uFEFFk,"a ""b"", c",V,u,u,__proto__,""";DROP"\na,1,2,3,3,4,5\n');
    const columns = ['a "b", c', "V", "__proto__", '";DROP'].map((name) => nullable(name, "int"));
    const { rows } = await lastRows({ format: "csv", file, columns });
    expect(rows["a"]).toEqual([1, 2, 4, 5]);
  });

  it.each([
    ["csv", ","],
    ["tsv", "\t"],
  ] as const)(
    "refuses a header of %s that names a wanted column twice, no other",
    async (format, delimiter) => {
      const file = written(`twice.${format}`, `${["k", "m", "v", "m"].join(delimiter)}\n`);
      await expect(lastRows({ format, file, columns: [nullable("m", "int")] })).rejects.toMatchObject({
        code: "PN5003",
        message: expect.stringContaining("has 2 columns `m`") as unknown,
      });
      await lastRows({ format, file, columns: [nullable("v", "int")] });
    },
  );
});

describe("other formats", () => {
  it("reads TSV", async () => {
    const file = written("t.tsv", "k\tv\na\t1,5\n");
    expect((await lastRows({ format: "tsv", file, columns: [nullable("v", "string")] })).rows["a"]).toEqual([
      "1,5",
    ]);
  });

  it("reads JSON Lines and rejects lines that are none", async () => {
    const lines = [
      '{"k":"a","i":9007199254740993,"d":1.5,"s":"x\\u2603","b":true,"t":"2020-01-01 00:00:00","l":[1,2.5],"__proto__":7,"a/b~c":1}',
      "",
      "not json",
      '[{"k":"d","i":1}]',
      '{"k":"b","i":null}',
      '{"k":"c","i":"12","d":"x"}',
    ];
    const columns = [
      nullable("i", "bigint"),
      nullable("d", "double"),
      nullable("s", "string"),
      nullable("b", "boolean"),
      nullable("t", "timestamp"),
      nullable("l", "array<double>"),
      nullable("__proto__", "int"),
      nullable("a/b~c", "int"),
    ];
    const file = written("rows.jsonl", lines.join("\n"));
    const { rows, report } = await lastRows({ format: "jsonl", file, columns, maxRejected: 1 });
    expect(rows["a"]).toEqual([9007199254740993n, 1.5, "x☃", true, 1_577_836_800_000_000, [1, 2.5], 7, 1]);
    expect(rows["b"]).toEqual(Array.from({ length: 8 }, () => null));
    expect(report.sources[0]).toMatchObject({
      rowsRead: 5,
      rejected: [
        {
          reason: "the line is no JSON object; JSON Lines are one object a line",
          rows: 2,
          samples: ["not json", '[{"k":"d","i":1}]'],
        },
        { reason: "`d` is no double", rows: 1, samples: ["x"] },
      ],
    });
  });

  it("reads DECIMALs of JSON Lines digit by digit, and rejects what their type does not hold", async () => {
    const lines = [
      '{"k":"long","d":12345678901234567.89,"l":[0.1,12345678901234567.89],"s":{"x":98765432109876543.21}}',
      '{"k":"text","d":"12345678901234567.89","l":"[12345678901234567.89]"}',
      '{"k":"deep","no":{"d":7},"a\\"b":[{"d":8}],"d" : -1.5 , "l":[], "long":1234567890123456789012}',
      '{"k":"power","d":1.234567890123456789e17}',
      '{"k":"twice","d":2,"d":1.00000000000000001}',
      '{"k":"long fraction","d":1.000000000000000001}',
      '{"k":"long part","l":[1.001]}',
      '{"k":"fine power","d":1.5e-2}',
      '{"k":"false power","d":1.23456789012345678955e17}',
    ];
    const columns = [
      nullable("d", "decimal(20,2)"),
      nullable("l", "array<decimal(20,2)>"),
      nullable("s", "struct<x: decimal(20,2)>"),
    ];
    const file = written("decimals.jsonl", lines.join("\n"));
    const { rows, report } = await lastRows({ format: "jsonl", file, columns, maxRejected: 1 });
    expect(rows).toEqual({
      long: [1234567890123456789n, [10n, 1234567890123456789n], [9876543210987654321n]],
      text: [1234567890123456789n, [1234567890123456789n], null],
      deep: [-150n, [], null],
      power: [12345678901234567890n, null, null],
    });
    expect(report.sources[0]?.rejected).toMatchObject([
      {
        rows: 4,
        samples: expect.arrayContaining(["1.000000000000000001", "1.00000000000000001"]) as unknown,
      },
      { rows: 1 },
    ]);
  });

  it("reads Parquet, converting without loss and in the project's time zone", async () => {
    const file = join(scratch(), "rows.parquet");
    const connection = await (await DuckDBInstance.create(":memory:")).connect();
    await connection.run(`COPY (SELECT 'a' AS k, 5::TINYINT AS i, 2.5::FLOAT AS f, TIMESTAMP '2020-01-01 12:00:00' AS naive,
      TIMESTAMPTZ '2020-01-01 12:00:00+00' AS zoned, 1577836800::BIGINT AS epoch, [1, NULL, 3] AS l, 'x' AS s,
      DATE '2020-01-01' AS day, 1.25::DECIMAL(5,2) AS m, 'y'::BLOB AS bytes) TO '${file}' (FORMAT parquet)`);
    const columns = [
      nullable("i", "bigint"),
      nullable("f", "double"),
      nullable("naive", "timestamp"),
      nullable("zoned", "timestamp"),
      nullable("epoch", "timestamp", "epoch"),
      nullable("l", "array<int>"),
      nullable("s", "string"),
      nullable("day", "date"),
      nullable("m", "decimal(5,2)"),
      nullable("bytes", "binary"),
    ];
    const noon = 1_577_880_000_000_000;
    const { rows } = await lastRows({ format: "parquet", file, columns, timeZone: "America/New_York" });
    const bytes = Uint8Array.from([121]);
    expect(rows["a"]).toEqual([
      5,
      2.5,
      noon + 5 * 3_600_000_000,
      noon,
      1_577_836_800_000_000,
      [1, null, 3],
      "x",
      18262,
      125n,
      bytes,
    ]);
  });

  it("refuses a column of another type, a damaged file and an unknown one", async () => {
    const file = join(scratch(), "rows.parquet");
    const connection = await (await DuckDBInstance.create(":memory:")).connect();
    await connection.run(`COPY (SELECT 'a' AS k, true AS v FROM range(5000)) TO '${file}' (FORMAT parquet)`);
    await expect(
      lastRows({ format: "parquet", file, columns: [nullable("v", "double")] }),
    ).rejects.toMatchObject({ code: "PN5004" });
    const cut = written("cut.parquet", "PAR1 and then nothing");
    await expect(
      lastRows({ format: "parquet", file: cut, columns: [nullable("v", "int")] }),
    ).rejects.toMatchObject({ code: "PN5002" });
    await expect(
      lastRows({ format: "csv", file: "/nowhere/a.csv", columns: [nullable("v", "int")] }),
    ).rejects.toMatchObject({ code: "PN5001" });
  });
});
