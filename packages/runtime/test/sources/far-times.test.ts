import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { TIMESTAMP, type Int64, type Value } from "@pinion/core";
import { describe, expect, it } from "vitest";
import { parquetStore } from "../../src/stores/parquet/index.js";
import { scratch } from "../support/engine.js";
import { column, lastRows } from "../support/source-rows.js";

const FIRST = -9_223_372_022_400_000_000n;
const LAST = 9_223_372_036_854_775_806n;

/** What comes of each text in a column of times, and how many rows were rejected. */
async function read(
  format: "csv" | "jsonl",
  pattern: string | undefined,
  texts: readonly string[],
  timeZone = "UTC",
) {
  const file = join(scratch(), `rows.${format}`);
  const lines = texts.map((text, i) => (format === "csv" ? `k${i},${text}` : `{"k":"k${i}","t":${text}}`));
  writeFileSync(file, `${[...(format === "csv" ? ["k,t"] : []), ...lines].join("\n")}\n`);
  const columns = [column("t", "timestamp", pattern)];
  const { rows, report } = await lastRows({ format, file, columns, maxRejected: 1, timeZone });
  return [texts.map((_, i) => rows[`k${i}`]?.[0]), report.sources[0]?.rowsRejected];
}

describe("times at the ends of what a timestamp is", () => {
  it.each(["csv", "jsonl"] as const)(
    "as epochs of %s are read, or reject their row alone",
    async (format) => {
      const texts = [
        "9223372036854775807",
        `${LAST}`,
        "1",
        `${FIRST}`,
        `${FIRST - 1n}`,
        "-9223372036854775808",
      ];
      const wanted = [undefined, LAST, 1, FIRST, undefined, undefined];
      expect(await read(format, "epoch_micros", texts)).toEqual([wanted, 3]);
      const millis = ["9223372036854775", "9223372036854776", "-9223372022400000", "-9223372022400001"];
      expect(await read(format, "epoch_millis", millis)).toEqual([
        [9_223_372_036_854_775_000n, undefined, FIRST, undefined],
        2,
      ]);
    },
  );

  it("as texts too, in whatever zone", async () => {
    const texts = [
      "294247-01-10 04:00:54.775807",
      "294247-01-10 04:00:54.775806",
      "-290308-12-22 00:00:00",
      "-290308-12-21 19:59:06",
    ];
    expect(await read("csv", undefined, texts)).toEqual([[undefined, LAST, FIRST, undefined], 2]);
    const late = ["294247-01-10 05:00:54.775807", "294247-01-10 05:00:54.775806"];
    expect(await read("csv", undefined, late, "Europe/Berlin")).toEqual([[undefined, LAST], 1]);
  });

  it("as typed columns, instants or days", async () => {
    const file = join(scratch(), "rows.parquet");
    const connection = await (await DuckDBInstance.create(":memory:")).connect();
    await connection.run("SET TimeZone = 'UTC'");
    await connection.run(`COPY (SELECT 'k' || row_number() OVER () AS k, z, d, e FROM (VALUES
      (make_timestamptz(${LAST}), DATE '2020-01-01', 9223372036854775807::UBIGINT), (TIMESTAMPTZ 'infinity', NULL, NULL), (NULL, DATE '5881580-07-10', NULL),
      (NULL, DATE '-infinity', NULL), (NULL, NULL, 18446744073709551615::UBIGINT), (make_timestamptz(${FIRST}), NULL, 7)) AS v(z, d, e)) TO '${file}' (FORMAT parquet)`);
    connection.closeSync();
    const columns = [
      column("z", "timestamp"),
      column("d", "timestamp"),
      column("e", "timestamp", "epoch_micros"),
    ];
    const { rows, report } = await lastRows({ format: "parquet", file, columns, maxRejected: 1 });
    expect(report.sources[0]?.rowsRejected).toBe(5);
    expect(rows).toEqual({ k6: [FIRST, null, 7] });
  });
});

it.each(["parquet", "csv", "jsonl"] as const)(
  "partitions of %s hold any timestamp as it is",
  async (format) => {
    const folder = scratch();
    mkdirSync(folder, { recursive: true });
    const times: readonly Int64[] = [
      ...[2n ** 63n - 1n, LAST, 2n ** 63n - 1_000_001n, 0],
      ...[FIRST, FIRST - 1n, -(2n ** 63n) + 2n, -(2n ** 63n) + 1n, -(2n ** 63n)],
    ];
    const writer = await parquetStore({ path: folder, format }).openWriter({
      ...{ job: "j", cutoffs: [0], resolution: "DAILY", timeZone: "UTC" },
      ...{ keys: [{ name: "k", type: TIMESTAMP }], schema: { fields: [{ name: "v", type: TIMESTAMP }] } },
    });
    await writer.write(
      0,
      times.map((time): { readonly keys: readonly Value[]; readonly values: readonly Value[] } => ({
        keys: [time],
        values: [time],
      })),
    );
    await writer.checkpoint(1);
    const { path } = await writer.finish(0);
    await writer.close(false);
    const file = join(path, `part-0.${format}`);
    if (format === "parquet") {
      const connection = await (await DuckDBInstance.create(":memory:")).connect();
      // DuckDB gives NULL of what it takes for infinities.
      const rows = await connection.runAndReadAll(`SELECT epoch_us(k), epoch_us(v) FROM '${file}'`);
      const known = (time: Int64) =>
        BigInt(time) === 2n ** 63n - 1n || BigInt(time) === 1n - 2n ** 63n ? null : BigInt(time);
      expect(rows.getRows()).toEqual(times.map((time) => [known(time), known(time)]));
      connection.closeSync();
      const columns = [column("v", "timestamp")];
      const { report } = await lastRows({ format, file, columns, maxRejected: 1, key: "timestamp" });
      expect(report.sources[0]).toMatchObject({ rowsRead: times.length, rowsRejected: 5 });
      return;
    }
    const texts = readFileSync(file, "utf8")
      .trimEnd()
      .split("\n")
      .slice(format === "csv" ? 1 : 0);
    const shown = [
      "294247-01-10T04:00:54.775807Z",
      "294247-01-10T04:00:54.775806Z",
      "294247-01-10T04:00:53.775807Z",
      "1970-01-01T00:00:00.000000Z",
      "-290308-12-22T00:00:00.000000Z",
      "-290308-12-21T23:59:59.999999Z",
      "-290308-12-21T19:59:05.224194Z",
      "-290308-12-21T19:59:05.224193Z",
      "-290308-12-21T19:59:05.224192Z",
    ];
    const asOf = "1970-01-01T00:00:00.000000Z";
    expect(texts).toEqual(
      shown.map((text) =>
        format === "csv" ? `${text},${text},${asOf}` : JSON.stringify({ k: text, v: text, as_of: asOf }),
      ),
    );
  },
);
