import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import type { Value } from "@pinion/core";
import { beforeAll, describe, expect, it } from "vitest";
import { heldGuard } from "../../src/materialise/held-guard.js";
import { openDuckdb } from "../../src/sources/duckdb/database.js";
import { collectingSink, run, scratch, type HandFeature, type HandProject } from "../support/engine.js";

const DAY = 86_400_000_000;
const END = 19_800 * DAY;
const WINDOW = { windowMicros: 365 * DAY };
const MEDIAN: HandFeature = { name: "f_median", op: "median", column: "v", type: "double", ...WINDOW };
const BY_TERM: HandFeature = {
  ...{ name: "f_by_term", op: "sum", column: "v", type: "map<bigint,double>", ...WINDOW },
  groupBy: "u",
};
const HALF_LIFE = 10 * DAY;
const DECAYED: HandFeature = {
  ...{ name: "f_decayed", op: "decayedSum", column: "v", type: "double", ...WINDOW },
  parameters: { halfLifeMicros: HALF_LIFE },
};
const ABOUT_P90: HandFeature = {
  ...{ name: "f_about_p90", op: "approxPercentile", column: "v", type: "double", ...WINDOW },
  parameters: { percentage: 0.9 },
};

/** Of rows a millisecond apart, as of so long after the first. */
function decayedByHand(rows: number, after: number): number {
  let sum = 0;
  for (let row = 0; row < rows; row++) sum += (row / 7) * 2 ** ((row * 1000 - after) / HALF_LIFE);
  return sum;
}
const P90: HandFeature = {
  ...{ name: "f_p90", op: "percentile", column: "v", type: "double", ...WINDOW },
  parameters: { percentage: 0.9 },
};
const DIFFERENT: HandFeature = { name: "f_n", op: "countDistinct", column: "u", type: "bigint", ...WINDOW };
const MODE: HandFeature = { name: "f_mode", op: "mode", column: "u", type: "bigint", ...WINDOW };
const TOP: HandFeature = {
  ...{ name: "f_top", op: "topK", column: "u", type: "array<bigint>", ...WINDOW },
  parameters: { n: 2 },
};
const SUM: HandFeature = { name: "f_sum", op: "sum", column: "v", type: "double", ...WINDOW };

const LITTLE = { memoryLimit: "20MB", threads: 1 };

/* One key of 1,200,000 rows, all of them in one tile, in a job that may take but little memory. */
describe("a window of more values than fit in memory", () => {
  let file: string;
  beforeAll(async () => {
    file = join(scratch(), "rows.parquet");
    const instance = await DuckDBInstance.create(":memory:");
    const connection = await instance.connect();
    await connection.run(
      `COPY (SELECT 1::INTEGER AS k, make_timestamp(${END - 9 * DAY} + range * 1000) AS t, range / 7.0::DOUBLE AS v, (range % 1000)::BIGINT AS u FROM range(1_200_000)) TO '${file}'`,
    );
    connection.closeSync();
    instance.closeSync();
  });
  const project = (features: readonly HandFeature[]): HandProject => ({
    file,
    format: "parquet",
    columns: [
      { name: "k", type: "int", nullable: true },
      { name: "t", type: "timestamp", nullable: true },
      { name: "v", type: "double", nullable: true },
      { name: "u", type: "bigint", nullable: true },
    ],
    eventTimestamp: "t",
    keys: ["k"],
    features,
  });

  it("is taken row by row where states are less than their values: maps by terms, decay and sketches", async () => {
    const { sink, partitions } = collectingSink();
    const cutoffs = [END - 9 * DAY + 900_000_000, END];
    await run(project([BY_TERM, DECAYED, ABOUT_P90, SUM]), cutoffs, [sink], undefined, LITTLE);
    for (const [i, rows] of [900_000, 1_200_000].entries()) {
      const values = partitions.get(cutoffs[i] ?? 0)?.get("1") ?? [];
      const [byTerm, decayed, p90] = values;
      // Of each term the rows u, u + 1000, …: v is a seventh of the row.
      const turns = rows / 1000;
      const ofTerm = (u: number): number => (turns * u + (1000 * turns * (turns - 1)) / 2) / 7;
      const terms = byTerm as readonly (readonly [number, number])[];
      expect(terms.map(([term]) => Number(term))).toEqual(Array.from({ length: 1000 }, (_, u) => u));
      expect(terms.every(([u, sum]) => Math.abs(sum / ofTerm(Number(u)) - 1) < 1e-9)).toBe(true);
      expect(Number(decayed) / decayedByHand(rows, (cutoffs[i] ?? 0) - (END - 9 * DAY))).toBeCloseTo(1, 9);
      expect(Math.abs(Number(p90) / ((rows * 0.9) / 7) - 1)).toBeLessThan(0.01);
    }
  });

  it("is passed over in order where the values themselves are what counts, as of several cutoffs", async () => {
    const { sink, partitions } = collectingSink();
    // The rows end 1,200 seconds after they begin: the first cutoff sees three quarters of them.
    const cutoffs = [END - 9 * DAY + 900_000_000, END];
    await run(project([MEDIAN, P90, DIFFERENT, MODE, TOP, SUM]), cutoffs, [sink], undefined, LITTLE);
    const expected = (rows: number): readonly Value[] => [
      (rows - 1) / 2 / 7,
      expect.closeTo(((rows - 1) * 0.9) / 7, 6) as Value,
      1000,
      0,
      [0, 1],
    ];
    for (const [i, rows] of [900_000, 1_200_000].entries())
      expect(
        partitions
          .get(cutoffs[i] ?? 0)
          ?.get("1")
          ?.slice(0, 5),
      ).toEqual(expected(rows));
  });

  it("is refused by the names of the features where nothing else is left", async () => {
    const database = await openDuckdb({ scratch: scratch(), memoryLimit: "10MB", threads: 1 });
    const held = { source: "s", features: ["f_a", "f_b"] };
    const action = (): Promise<unknown> =>
      database.connection.run("SELECT list(range) FROM range(4_000_000)");
    await expect(heldGuard("source s", held, action)).rejects.toMatchObject({
      code: "PN5008",
      message: "source s: what f_a, f_b hold of one key does not fit in memory",
      help: expect.stringMatching(/bounded state .*, or give the job more memory \(memoryLimit/u) as string,
    });
    database.close();
  });

  it("is no matter to sums", async () => {
    const { sink, partitions } = collectingSink();
    await run(project([SUM]), [END], [sink], undefined, LITTLE);
    const [[sum] = []] = [...(partitions.get(END)?.values() ?? [])];
    expect(Number(sum) / ((1_199_999 * 600_000) / 7)).toBeCloseTo(1, 12);
  });
});
