import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import type { Value } from "@pinion/core";
import { beforeAll, describe, expect, it } from "vitest";
import { collectingSink, run, scratch, type HandFeature, type HandProject } from "../support/engine.js";

const DAY = 86_400_000_000;
const END = 19_800 * DAY;
const WINDOW = { windowMicros: 365 * DAY };
const MEDIAN: HandFeature = { name: "f_median", op: "median", column: "v", type: "double", ...WINDOW };
const BY_TERM: HandFeature = {
  ...{ name: "f_by_term", op: "sum", column: "v", type: "map<double,double>", ...WINDOW },
  groupBy: "v",
};
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

  it("is refused by the name of the feature where it is held for each of many terms", async () => {
    const job = run(project([SUM, MEDIAN, BY_TERM]), [END], [collectingSink().sink], undefined, LITTLE);
    await expect(job).rejects.toMatchObject({
      code: "PN5008",
      message: `source s: what ${BY_TERM.name} hold of one key does not fit in memory`,
      help: expect.stringMatching(/bounded state .*, or give the job more memory \(memoryLimit/u) as string,
    });
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

  it("is no matter to sums", async () => {
    const { sink, partitions } = collectingSink();
    await run(project([SUM]), [END], [sink], undefined, LITTLE);
    const [[sum] = []] = [...(partitions.get(END)?.values() ?? [])];
    expect(Number(sum) / ((1_199_999 * 600_000) / 7)).toBeCloseTo(1, 12);
  });
});
