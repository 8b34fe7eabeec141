import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance, type DuckDBConnection } from "@duckdb/node-api";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { collectingSink, run, scratch, type HandFeature } from "../support/engine.js";

const SEED = Number(process.env["PINION_SEED"] ?? Math.floor(Math.random() * 2 ** 31));
const DAY = 86_400_000_000;
const BASE = 18_300 * DAY;

const rows = fc.array(
  fc.record({
    key: fc.constantFrom("a", "b", "c", "d"),
    time: fc.integer({ min: -40, max: 3 }).map((quarters) => BASE + (quarters * DAY) / 4),
    value: fc.option(fc.integer({ min: -9, max: 9 }), { nil: null }),
  }),
  { minLength: 1, maxLength: 40 },
);

const features: readonly HandFeature[] = (["sum", "count", "max", "latest"] as const).flatMap((op) =>
  [DAY, 3 * DAY].map((windowMicros): HandFeature => ({
    name: `${op}${windowMicros}`,
    op,
    type: "bigint",
    windowMicros,
    column: "v",
  })),
);

let connection: DuckDBConnection;

beforeAll(async () => {
  connection = await (await DuckDBInstance.create(":memory:")).connect();
});

afterAll(() => connection.closeSync());

// Of a Parquet file that is known to be whole, rows before every window are read for their keys alone.
it(`keys with old rows alone are known, whatever the format (seed ${SEED})`, async () => {
  await fc.assert(
    fc.asyncProperty(rows, fc.boolean(), async (table, kernel) => {
      const folder = scratch();
      const csv = join(folder, "rows.csv");
      const parquet = join(folder, "rows.parquet");
      const lines = table.map(({ key, time, value }) => `${key},${time},${value ?? ""}`);
      writeFileSync(csv, `k,t,v\n${lines.join("\n")}\n`);
      await connection.run(
        `COPY (SELECT k, make_timestamp(t::BIGINT) AS t, v::BIGINT AS v FROM read_csv('${csv}', all_varchar = true)) TO '${parquet}'`,
      );
      const [fromCsv, fromParquet] = [collectingSink(), collectingSink()];
      for (const [file, format, sink] of [
        [csv, "csv", fromCsv.sink],
        [parquet, "parquet", fromParquet.sink],
      ] as const) {
        const project = {
          file,
          format,
          columns: [
            { name: "k", type: "string", nullable: true },
            {
              name: "t",
              type: "timestamp",
              nullable: true,
              ...(format === "csv" ? { format: "epoch_micros" } : {}),
            },
            { name: "v", type: "bigint", nullable: true },
          ],
          eventTimestamp: "t",
          keys: ["k"],
          features,
          ...(kernel ? { inKernel: ["v"] } : {}),
        };
        await run(project, [BASE - DAY, BASE], [sink]);
      }
      expect(sorted(fromParquet.partitions)).toEqual(sorted(fromCsv.partitions));
    }),
    { numRuns: 25, seed: SEED },
  );
});

const sorted = (partitions: ReturnType<typeof collectingSink>["partitions"]) =>
  [...partitions].map(([cutoff, keys]) => [cutoff, [...keys].toSorted(([a], [b]) => (a < b ? -1 : 1))]);
