import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { expect, it } from "vitest";
import { collectingSink, run, scratch, type HandFeature } from "../support/engine.js";

const DAY = 86_400_000_000;
const END = 19_800 * DAY;
const DAYS = 12;
const ROWS = 1_000_000;
const KEYS = 150_000;

/* Nearly a group for each row: together several times what the job may take. */
it("groups and reads what fits in memory neither whole nor for each thread", async () => {
  const file = join(scratch(), "groups.parquet");
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  // In order of time, so that most row groups are of one tile.
  await connection.run(
    `COPY (SELECT (range * 7919 % ${KEYS})::INTEGER AS k, make_timestamp(${END - DAYS * DAY} + range * ${(DAYS * DAY) / ROWS}) AS t, 1.5::DOUBLE AS v FROM range(${ROWS})) TO '${file}'`,
  );
  connection.closeSync();
  instance.closeSync();
  const features = (["sum", "avg", "max", "min", "variance", "count"] as const).map((op): HandFeature => ({
    ...{
      name: `f_${op}`,
      op,
      column: "v",
      type: op === "count" ? "bigint" : "double",
      windowMicros: 4 * DAY,
    },
  }));
  const columns = [
    { name: "k", type: "int", nullable: true },
    { name: "t", type: "timestamp", nullable: true },
    { name: "v", type: "double", nullable: true },
  ];
  const { sink, partitions } = collectingSink();
  const cutoffs = [END - 3 * DAY, END];
  const project = { file, format: "parquet" as const, columns, eventTimestamp: "t", keys: ["k"], features };
  await run(project, cutoffs, [sink], undefined, { memoryLimit: "64MB", threads: 2 });
  for (const cutoff of cutoffs) {
    const rows = partitions.get(cutoff);
    expect(rows?.size).toBe(KEYS);
    const counts = [...(rows?.values() ?? [])].map((row) => Number(row[5]));
    expect(counts.reduce((a, b) => a + b, 0)).toBeGreaterThan(ROWS / 4);
  }
});
