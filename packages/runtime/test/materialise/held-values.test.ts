import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
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
const SUM: HandFeature = { name: "f_sum", op: "sum", column: "v", type: "double", ...WINDOW };

const LITTLE = { memoryLimit: "20MB", threads: 1 };

/* One key of two million rows, all of them in one tile, in a job that may take but little memory. */
describe("a window of more values than fit in memory", () => {
  let file: string;
  beforeAll(async () => {
    file = join(scratch(), "rows.parquet");
    const instance = await DuckDBInstance.create(":memory:");
    const connection = await instance.connect();
    await connection.run(
      `COPY (SELECT 1::INTEGER AS k, make_timestamp(${END - 9 * DAY} + range * 1000) AS t, range / 7.0::DOUBLE AS v FROM range(2_000_000)) TO '${file}'`,
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
    ],
    eventTimestamp: "t",
    keys: ["k"],
    features,
  });

  it.each([MEDIAN, BY_TERM])("is refused by the name of the feature: $name", async (feature) => {
    const job = run(project([SUM, feature]), [END], [collectingSink().sink], undefined, LITTLE);
    await expect(job).rejects.toMatchObject({
      code: "PN5008",
      message: `source s: what ${feature.name} hold of one key does not fit in memory`,
      help: expect.stringMatching(/bounded state .*, or give the job more memory \(memoryLimit/u) as string,
    });
  });

  it("is no matter to sums", async () => {
    const { sink, partitions } = collectingSink();
    await run(project([SUM]), [END], [sink], undefined, LITTLE);
    const [[sum] = []] = [...(partitions.get(END)?.values() ?? [])];
    expect(Number(sum) / ((1_999_999 * 1_000_000) / 7)).toBeCloseTo(1, 12);
  });
});
