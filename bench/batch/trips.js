// What benchmarks of backfills need: a file of trips, a project over it, and the SQL that one would write by hand.
import { existsSync, writeFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { createRequire } from "node:module";
import { compileProject, writeArtifacts } from "@pinion/compiler";
import { embeddedSink, openClient, parquetSink } from "@pinion/runtime";
import { benchFolder } from "../support.js";

const require = createRequire(new URL("../../packages/runtime/package.json", import.meta.url));
const { DuckDBInstance } = require("@duckdb/node-api");

export const ROWS = Number(process.env.PINION_BENCH_ROWS ?? 10_000_000);
export const folder = benchFolder("batch");
const file = join(folder, `trips-${ROWS}.parquet`);
const DAYS = 180;
const END = "2020-05-30";

const instance = await DuckDBInstance.create(":memory:");
export const connection = await instance.connect();
if (!existsSync(file)) {
  await connection.run(`COPY (
    SELECT (hash(range) % 265)::INTEGER AS location,
           TIMESTAMP '2019-12-03' + to_microseconds((range * ${DAYS}::DOUBLE / ${ROWS} * 86400000000)::BIGINT) AS dropoff,
           ((hash(range * 7) % 10000) / 100.0)::DOUBLE AS fare,
           ((hash(range * 11) % 3000) / 100.0)::DOUBLE AS distance,
           (hash(range * 3) % 5)::INTEGER AS passengers
    FROM range(${ROWS})) TO '${file}' (FORMAT parquet)`);
}

export const WINDOWS = ["1d", "7d", "30d", "90d"];
const project = join(folder, "project");
mkdirSync(join(project, "features"), { recursive: true });
writeFileSync(
  join(project, "pinion.config.ts"),
  `import { defineConfig } from "@pinion/dsl";\nexport default defineConfig({ name: "bench", definitions: ["features/*.ts"] });\n`,
);
writeFileSync(
  join(project, "features", "trips.ts"),
  `import { anchor, avg, count, expr, fileSource, key, max, min, sum, t } from "@pinion/dsl";
export const trips = fileSource("trips", { path: ${JSON.stringify(file)}, eventTimestamp: "dropoff", columns: {
  location: t.int32(), dropoff: t.timestamp(), fare: t.double(), distance: t.double(), passengers: t.int32() } });
export const location = key("location", t.int32());
export const two = anchor("two", { source: trips, key: location, features: {
  avg_fare_90d: avg("fare", { window: "90d" }), max_fare_90d: max("fare", { window: "90d" }) } });
export const many = anchor("many", { source: trips, key: location, features: Object.fromEntries(
  ${JSON.stringify(WINDOWS)}.flatMap((window) => [
    ["m_avg_fare_" + window, avg("fare", { window })], ["m_max_fare_" + window, max("fare", { window })],
    ["m_sum_distance_" + window, sum("distance", { window })], ["m_count_" + window, count({ window })],
    ["m_min_fare_" + window, min("fare", { window })]]).slice(0, 20)) as never });
`,
);
export const compiled = await compileProject(project);
if (compiled.kind === "failed")
  throw new Error(compiled.diagnostics.map(({ message }) => message).join("\n"));
await writeArtifacts(join(project, ".pinion"), compiled.artifacts);
export const client = await openClient({ project });

/** @param {readonly string[]} featureNames @param {number} days @param {"online" | "offline"} where */
export const materialise = async (featureNames, days, where = "online") => {
  const start = new Date(Date.parse(END) - (days - 1) * 86_400_000).toISOString().slice(0, 10);
  const job = await client.materializeFeatures({
    name: "bench",
    featureNames,
    sinks: [
      where === "online"
        ? embeddedSink({ tableName: "bench" })
        : parquetSink({ path: join(folder, "offline") }),
    ],
    backfillTime: { start, end: END, step: "1d" },
  });
  return job.wait();
};
export const TWO = ["avg_fare_90d", "max_fare_90d"];

export const from = `read_parquet('${file}')`;
export const until = `TIMESTAMP '${END}'`;
export const hand = (end = until) =>
  connection.runAndReadAll(
    `SELECT location, avg(fare), max(fare) FROM ${from} WHERE dropoff >= ${end} - INTERVAL 90 DAY AND dropoff < ${end} GROUP BY location`,
  );
export const handDays = async (days) => {
  for (let i = 0; i < days; i++) await hand(`(${until} - INTERVAL ${i} DAY)`);
};
