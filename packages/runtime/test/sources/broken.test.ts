import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import type { ColumnEntry, FileFormat } from "@pinion/core";
import { describe, expect, it } from "vitest";
import { scratch } from "../support/engine.js";
import { column, lastRows } from "../support/source-rows.js";

const V = [column("v", "int")];

function written(name: string, content: string | Uint8Array): string {
  const file = join(scratch(), name);
  writeFileSync(file, content);
  return file;
}

const read = (name: string, content: string | Uint8Array, columns: readonly ColumnEntry[] = V) =>
  lastRows({
    format: name.split(".").at(-1) as FileFormat,
    file: written(name, content),
    columns,
    maxRejected: 1,
  });

describe("a text file that is broken", () => {
  it("has lines of other numbers of fields", async () => {
    const { rows, report } = await read("a.csv", "k,v\na,1\nb\nc,3,4\nd,5\n");
    expect(rows).toEqual({ a: [1], d: [5] });
    expect(report.sources[0]).toMatchObject({ rowsRead: 4, rowsRejected: 2 });
    expect(report.sources[0]?.rejected.map(({ reason }) => reason)).toEqual([
      "the line is no CSV row: missing columns",
      "the line is no CSV row: too many columns",
    ]);
  });

  it("has a quote without an end: every line behind it counts as rejected", async () => {
    const lines = Array.from({ length: 100 }, (_, i) => `k${i},${i}`);
    const { report } = await read("a.csv", ["k,v", "a,1", '"b,2', ...lines, ""].join("\n"));
    expect(report.sources[0]).toMatchObject({ rowsRead: 102, rowsRejected: 101 });
    expect(report.sources[0]?.rejected[0]?.reason).toMatch(/a quote is not closed/u);
  });

  it.each(["csv", "jsonl"])("has lines that are no UTF-8: %s", async (format) => {
    const good = format === "csv" ? "k,v\na,1\n" : '{"k":"a","v":1}\n';
    const bad =
      format === "csv"
        ? [Buffer.from("b"), Buffer.from(",2\n")]
        : [Buffer.from('{"k":"b'), Buffer.from('","v":2}\n')];
    const last = format === "csv" ? "c,3\n" : '{"k":"c","v":3}\n';
    const bytes = Buffer.concat([
      Buffer.from(good),
      bad[0] ?? Buffer.alloc(0),
      Buffer.from([0xff, 0xfe]),
      bad[1] ?? Buffer.alloc(0),
      Buffer.from(last),
    ]);
    const { rows, report } = await read(`a.${format}`, bytes);
    expect(rows).toEqual({ a: [1], c: [3] });
    expect(report.sources[0]).toMatchObject({
      rowsRead: 3,
      rowsRejected: 1,
      rejected: [{ reason: "the line is no UTF-8" }],
    });
  });

  it.each([
    ["little-endian", Buffer.from("\uFEFFk,v\na,1\n", "utf16le")],
    ["big-endian", Buffer.from("\uFEFFk,v\na,1\n", "utf16le").swap16()],
    ["without a mark", Buffer.from("k,v\na,1\n", "utf16le")],
  ])("is UTF-16, %s", async (_, bytes) => {
    await expect(read("a.csv", bytes)).rejects.toMatchObject({
      code: "PN5002",
      message: expect.stringMatching(/a\.csv.*not UTF-8/u) as string,
    });
  });

  it("is empty, a folder, or lacks a column", async () => {
    for (const format of ["csv", "tsv", "jsonl", "parquet", "avro"])
      await expect(read(`a.${format}`, "")).rejects.toMatchObject({ code: "PN5002" });
    const folder = join(scratch(), "b.csv");
    mkdirSync(folder);
    await expect(lastRows({ format: "csv", file: folder, columns: V })).rejects.toMatchObject({
      code: "PN5002",
      help: expect.stringContaining("folder/*.csv") as string,
    });
    await expect(read("a.csv", "k,w\na,1\n")).rejects.toMatchObject({ code: "PN5003" });
  });

  it("has nested values that are not what is declared", async () => {
    const columns = [column("v", "array<int>")];
    const { rows, report } = await read(
      "a.jsonl",
      '{"k":"a","v":[1,null]}\n{"k":"b","v":[1.5]}\n{"k":"c","v":"x"}\n',
      columns,
    );
    expect(rows).toEqual({ a: [[1, null]] });
    expect(report.sources[0]).toMatchObject({ rowsRejected: 2 });
  });

  it("has times of the future: they are counted, and nothing else", async () => {
    const file = written("a.csv", "k,at\na,2020-01-31 00:00:00\nb,2199-01-01 00:00:00\n");
    const { rows, report } = await lastRows({
      format: "csv",
      file,
      columns: [column("at", "timestamp")],
      eventTimestamp: "at",
    });
    expect(Object.keys(rows)).toEqual(["a"]);
    expect(report.sources[0]).toMatchObject({ rowsRead: 2, rowsRejected: 0, rowsAfter: 1 });
  });
});

it("a Parquet file cut short is named, also among others", async () => {
  const folder = scratch();
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  await connection.run(`COPY (SELECT 'a' AS k, 1 AS v) TO '${join(folder, "1.parquet")}' (FORMAT parquet)`);
  writeFileSync(join(folder, "2.parquet"), "PAR1 and no more");
  await expect(
    lastRows({ format: "parquet", file: join(folder, "*.parquet"), columns: V }),
  ).rejects.toMatchObject({ code: "PN5002", message: expect.stringContaining("2.parquet") as string });
});

describe("event times in every text format", () => {
  const at = "2020-01-01T12:00:00Z";
  const millis = Date.parse(at);
  it.each([
    ["epoch", String(millis / 1000)],
    ["epoch_millis", String(millis)],
    ["epoch_micros", String(millis * 1000)],
    ["dd.MM.yyyy HH:mm", "01.01.2020 12:00"],
    ["yyyyMMddHH", "2020010112"],
  ])("%s", async (format, text) => {
    const columns = [column("at", "timestamp", format)];
    const parquet = join(scratch(), "a.parquet");
    const connection = await (await DuckDBInstance.create(":memory:")).connect();
    const value = /^\d+$/u.test(text) ? `${text}::BIGINT` : `'${text}'`;
    await connection.run(`COPY (SELECT 'a' AS k, ${value} AS at) TO '${parquet}' (FORMAT parquet)`);
    const json = /^\d+$/u.test(text) ? text : JSON.stringify(text);
    for (const [kind, file] of [
      ["csv", written("a.csv", `k,at\na,${text}\n`)],
      ["tsv", written("a.tsv", `k\tat\na\t${text}\n`)],
      ["jsonl", written("a.jsonl", `{"k":"a","at":${json}}\n`)],
      ["parquet", parquet],
    ] as const) {
      const { rows } = await lastRows({ format: kind, file, columns, eventTimestamp: "at" });
      expect(rows["a"], kind).toEqual([millis * 1000]);
    }
  });
});
