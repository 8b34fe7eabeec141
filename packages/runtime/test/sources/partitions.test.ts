import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import type { FileFormat, Int64, Value } from "@pinion/core";
import { describe, expect, it } from "vitest";
import { projectZone } from "../../src/time/instant.js";
import { partitionsBetween } from "../../src/sources/files/time-fields.js";
import { matchesWildcard } from "../../src/sources/files/wildcard.js";
import { collectingSink, run, scratch } from "../support/engine.js";

const HOUR = 3_600_000_000;
const DAY = 24 * HOUR;
const micros = (text: string): number => Date.parse(text) * 1000;

function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = scratch();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

const csv = (...rows: readonly string[]): string => ["k,at,v", ...rows, ""].join("\n");

interface Run {
  readonly path: string;
  readonly cutoffs: readonly Int64[];
  readonly window?: number;
  readonly op?: "count" | "row" | "latest";
  readonly timeZone?: string;
  readonly missing?: "error";
  readonly format?: FileFormat;
}

async function counts({ path, cutoffs, window = DAY, op = "count", timeZone, missing, format = "csv" }: Run) {
  const { sink, partitions } = collectingSink();
  const report = await run(
    {
      file: path,
      format,
      columns: [
        { name: "k", type: "string", nullable: true },
        { name: "at", type: "timestamp", nullable: true },
        { name: "v", type: "int", nullable: true },
      ],
      eventTimestamp: "at",
      keys: ["k"],
      maxRejected: 0,
      features: [
        op === "count"
          ? { name: "f", op, type: "bigint", windowMicros: window }
          : { name: "f", op, column: "v", type: "int", windowMicros: window },
      ],
      ...(timeZone === undefined ? {} : { timeZone }),
      ...(missing === undefined ? {} : { missingPartitions: missing }),
    },
    cutoffs,
    [sink],
  );
  const rows = cutoffs.map(
    (cutoff) => Object.fromEntries(partitions.get(cutoff) ?? []) as Record<string, readonly Value[]>,
  );
  return { rows, source: report.sources[0] };
}

describe("patterns", () => {
  it("read what they match, in the order of the paths", async () => {
    const folder = folderOf({
      "a/2.csv": csv("x,2024-01-01 00:00:00,2"),
      "a/10.csv": csv("x,2024-01-01 00:00:00,10"),
      "a/.hidden.csv": csv("x,2024-01-01 00:00:00,99"),
      "a/b/c/3.csv": csv("x,2024-01-01 00:00:00,3"),
      "a/4.txt": "no",
    });
    const cutoffs = [micros("2024-01-02")];
    const one = await counts({ path: join(folder, "a/*.csv"), cutoffs, op: "latest" });
    // Of equal times the last of the source wins: "10.csv" stands before "2.csv".
    expect(one.rows[0]).toEqual({ x: [2] });
    expect(one.source).toMatchObject({ files: 2, rowsRead: 2 });
    const all = await counts({ path: join(folder, "**/*.csv"), cutoffs, op: "latest" });
    expect(all.rows[0]).toEqual({ x: [3] });
    expect(all.source).toMatchObject({ files: 3, rowsRead: 3 });
  });

  it("number the rows of Parquet files through", async () => {
    const folder = scratch();
    const connection = await (await DuckDBInstance.create(":memory:")).connect();
    for (const [name, from] of [
      ["b", 100],
      ["a", 0],
      ["c", 50],
    ] as const) {
      await connection.run(
        `COPY (SELECT 'x' AS k, TIMESTAMP '2024-01-01' AS at, (range + ${from})::INTEGER AS v FROM range(5000)) TO '${join(folder, `${name}.parquet`)}' (FORMAT parquet)`,
      );
    }
    const { rows } = await counts({
      path: join(folder, "*.parquet"),
      cutoffs: [micros("2024-01-02")],
      op: "latest",
      format: "parquet",
    });
    expect(rows[0]).toEqual({ x: [5049] });
  });

  it("read files whose columns stand in another order or have other types", async () => {
    const folder = folderOf({
      "1.csv": csv("x,2024-01-01 00:00:00,1"),
      "2.csv": "v,k,at,more\n7,y,2024-01-01 00:00:00,z\n",
    });
    const cutoffs = [micros("2024-01-02")];
    expect((await counts({ path: join(folder, "*.csv"), cutoffs, op: "latest" })).rows[0]).toEqual({
      x: [1],
      y: [7],
    });
    const connection = await (await DuckDBInstance.create(":memory:")).connect();
    for (const [name, type, value] of [
      ["1", "INTEGER", "5"],
      ["2", "DOUBLE", "2.5"],
      ["3", "BIGINT", "6"],
    ] as const) {
      await connection.run(
        `COPY (SELECT 'k${name}' AS k, TIMESTAMP '2024-01-01' AS at, ${value}::${type} AS v) TO '${join(folder, `${name}.parquet`)}' (FORMAT parquet)`,
      );
    }
    const path = join(folder, "*.parquet");
    // What is no integer is rejected, and not rounded to the type of the first file.
    await expect(counts({ path, cutoffs, op: "latest", format: "parquet" })).rejects.toMatchObject({
      code: "PN5006",
      message: expect.stringContaining("2.5") as string,
    });
  });

  it("that match nothing, or a file that lacks a column, are errors that name it", async () => {
    const folder = folderOf({ "1.csv": csv("x,2024-01-01 00:00:00,1"), "2.csv": "k,at\ny,2024-01-01\n" });
    const cutoffs = [micros("2024-01-02")];
    await expect(counts({ path: join(folder, "*.tsv"), cutoffs })).rejects.toMatchObject({ code: "PN5001" });
    await expect(counts({ path: join(folder, "*.csv"), cutoffs, op: "latest" })).rejects.toMatchObject({
      code: "PN5003",
      message: expect.stringMatching(/2\.csv.*`v`/u) as string,
    });
  });

  it("match in linear time", () => {
    expect(matchesWildcard("a*b?d", "axxbcd")).toBe(true);
    expect(matchesWildcard("*", ".hidden")).toBe(false);
    expect(matchesWildcard(`${"*a".repeat(50)}b`, "a".repeat(5000))).toBe(false);
  });
});

describe("time-partitioned paths", () => {
  const daily = (days: readonly string[]) =>
    folderOf({
      ...Object.fromEntries(
        days.map((day) => [`${day.replaceAll("-", "/")}.csv`, csv(`x,${day} 12:00:00,1`)]),
      ),
      // No CSV at all: opening it would fail the job.
      "2024/03/09.csv": "",
      "2023/03/02.csv": "",
    });

  it("open the partitions of the windows and no others", async () => {
    const folder = daily(["2024-03-01", "2024-03-02", "2024-03-03"]);
    const path = join(folder, "{yyyy}/{MM}/{dd}.csv");
    const { rows, source } = await counts({
      path,
      cutoffs: [micros("2024-03-03"), micros("2024-03-04")],
      window: 2 * DAY,
    });
    expect(rows).toEqual([{ x: [2] }, { x: [2] }]);
    expect(source).toMatchObject({ files: 3, rowsRead: 3, path });
    expect(source).not.toHaveProperty("missingPartitions");
    const last = await counts({ path, cutoffs: [micros("2024-03-04")] });
    expect(last.source).toMatchObject({ files: 1, rowsRead: 1 });
  });

  it("report the missing ones, or fail where they must be there", async () => {
    const folder = daily(["2024-03-01", "2024-03-03"]);
    const path = join(folder, "{yyyy}/{MM}/{dd}.csv");
    const cutoffs = [micros("2024-03-04")];
    const { rows, source } = await counts({ path, cutoffs, window: 3 * DAY });
    expect(rows[0]).toEqual({ x: [2] });
    expect(source?.missingPartitions).toEqual([join(folder, "2024/03/02.csv")]);
    await expect(counts({ path, cutoffs, window: 3 * DAY, missing: "error" })).rejects.toMatchObject({
      code: "PN5020",
      message: expect.stringContaining("2024/03/02.csv") as string,
    });
    await expect(counts({ path, cutoffs: [micros("2021-03-04")] })).rejects.toMatchObject({ code: "PN5020" });
  });

  it("read all that came before where a feature looks at the latest row", async () => {
    const folder = folderOf({
      "y=2019/m=12.csv": csv("x,2019-12-05 00:00:00,1"),
      "y=2020/m=02.csv": csv("y,2020-02-05 00:00:00,2"),
      "y=2020/m=03.csv": "",
      "y=2020/m=00.csv": "",
      "y=soon/m=01.csv": "",
    });
    const { rows, source } = await counts({
      path: join(folder, "y={yyyy}/m={MM}.csv"),
      cutoffs: [micros("2020-03-01")],
      op: "row",
    });
    expect(rows[0]).toEqual({ x: [1], y: [2] });
    expect(source?.missingPartitions).toEqual([join(folder, "y=2020/m=01.csv")]);
  });

  it("are folders, read whole, by the hour and in the project's time zone", async () => {
    const folder = folderOf({
      // 2024-03-10 01:00 to 04:00 in New York: there is no 02:00.
      "2024/03/10/01/part-0.csv": csv("x,2024-03-10 01:30:00,1"),
      "2024/03/10/01/part-1.csv": csv("x,2024-03-10 01:45:00,1"),
      "2024/03/10/01/_SUCCESS": "",
      "2024/03/10/03/part-0.csv": csv("x,2024-03-10 03:30:00,1"),
      "2024/03/10/04/part-0.csv": "",
      "2024/03/10/00/part-0.csv": "",
    });
    const { rows, source } = await counts({
      path: join(folder, "{yyyy}/{MM}/{dd}/{HH}"),
      // 04:00 there.
      cutoffs: [micros("2024-03-10T08:00:00Z")],
      window: 2 * HOUR,
      timeZone: "America/New_York",
    });
    expect(rows[0]).toEqual({ x: [3] });
    expect(source).toMatchObject({ files: 3 });
    expect(source).not.toHaveProperty("missingPartitions");
  });

  it("count an hour that comes twice once, and a day by the clocks there", () => {
    const zone = projectZone("America/New_York");
    const span = { from: BigInt(micros("2024-11-03T04:00:00Z")), to: BigInt(micros("2024-11-03T08:00:00Z")) };
    expect(partitionsBetween(span, "HH", zone, 100).map(({ HH }) => HH)).toEqual([0, 1, 2]);
    expect(partitionsBetween(span, "dd", zone, 100)).toEqual([{ yyyy: 2024, MM: 11, dd: 3 }]);
  });
});
