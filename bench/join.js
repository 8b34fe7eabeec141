// A training set against the range join that one would write by hand for DuckDB: same files, same machine, same run.
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import { join } from "node:path";
import { createRequire } from "node:module";
import { compileProject, writeArtifacts } from "@pinion/compiler";
import { openClient } from "@pinion/runtime";
import { benchFolder, inTurn, median, report } from "./support.js";

const require = createRequire(new URL("../packages/runtime/package.json", import.meta.url));
const { DuckDBInstance } = require("@duckdb/node-api");

const ROWS = Number(process.env.PINION_BENCH_ROWS ?? 10_000_000);
const OBSERVATIONS = Number(process.env.PINION_BENCH_OBSERVATIONS ?? ROWS / 10);
const KEYS = Math.ceil(ROWS / 100);
const folder = benchFolder("join");
const rows = join(folder, `trips-${ROWS}.parquet`);
const observed = join(folder, `observed-${OBSERVATIONS}-of-${ROWS}.parquet`);
const DAYS = 180;

const instance = await DuckDBInstance.create(":memory:");
const connection = await instance.connect();
const micros = DAYS * 86_400_000_000;
if (!existsSync(rows)) {
  await connection.run(`COPY (
    SELECT (hash(range * 13) % ${KEYS})::INTEGER AS driver,
           TIMESTAMP '2019-12-03' + to_microseconds((range * ${micros}::DOUBLE / ${ROWS})::BIGINT) AS dropoff,
           ((hash(range * 7) % 10000) / 100.0)::DOUBLE AS fare,
           ((hash(range * 11) % 3000) / 100.0)::DOUBLE AS distance
    FROM range(${ROWS})) TO '${rows}' (FORMAT parquet)`);
}
if (!existsSync(observed)) {
  await connection.run(`COPY (
    SELECT range AS id, (hash(range * 17) % ${KEYS})::INTEGER AS driver,
           TIMESTAMP '2020-03-03' + to_microseconds((hash(range * 19) % ${micros / 2})::BIGINT) AS at
    FROM range(${OBSERVATIONS})) TO '${observed}' (FORMAT parquet)`);
}

const WINDOWS = ["1d", "7d", "30d", "60d", "90d"];
const project = join(folder, "project");
mkdirSync(join(project, "features"), { recursive: true });
writeFileSync(
  join(project, "pinion.config.ts"),
  `import { defineConfig } from "@pinion/dsl";\nexport default defineConfig({ name: "bench", definitions: ["features/*.ts"] });\n`,
);
writeFileSync(
  join(project, "features", "trips.ts"),
  `import { anchor, avg, fileSource, key, max, t } from "@pinion/dsl";
export const trips = fileSource("trips", { path: ${JSON.stringify(rows)}, eventTimestamp: "dropoff", columns: {
  driver: t.int32(), dropoff: t.timestamp(), fare: t.double(), distance: t.double() } });
export const drivers = anchor("drivers", { source: trips, key: key("driver", t.int32()), features: Object.fromEntries(
  ${JSON.stringify(WINDOWS)}.flatMap((window) => [
    ["avg_fare_" + window, avg("fare", { window })], ["max_distance_" + window, max("distance", { window })]])) as never });
`,
);
const compiled = await compileProject(project);
if (compiled.kind === "failed")
  throw new Error(compiled.diagnostics.map(({ message }) => message).join("\n"));
await writeArtifacts(join(project, ".pinion"), compiled.artifacts);
const client = await openClient({ project });
const features = compiled.manifest.features.map(({ name }) => name);

const output = join(folder, "train.parquet");
const pinion = () =>
  client.getOfflineFeatures({ observations: { path: observed, eventTimestamp: "at" }, features, output });

const aggregates = WINDOWS.map((window) => {
  const only = `FILTER (WHERE r.dropoff >= o.at - INTERVAL ${window.slice(0, -1)} DAY)`;
  return `avg(r.fare) ${only} AS avg_fare_${window}, max(r.distance) ${only} AS max_distance_${window}`;
}).join(", ");
const byHand = join(folder, "by-hand.parquet");
const hand = () =>
  connection.run(`COPY (
    SELECT o.id, o.driver, o.at, ${aggregates}
    FROM read_parquet('${observed}') o
    LEFT JOIN read_parquet('${rows}') r
      ON r.driver = o.driver AND r.dropoff < o.at AND r.dropoff >= o.at - INTERVAL 90 DAY
    GROUP BY o.id, o.driver, o.at ORDER BY o.id) TO '${byHand}' (FORMAT parquet)`);
const limit = () =>
  connection.runAndReadAll(
    `SELECT sum(driver), min(epoch_us(dropoff)), sum(fare), sum(distance) FROM read_parquet('${rows}')`,
  );

/** Seconds of processor time of each run, warm-up included: on a busy machine a fairer measure than the clock. */
const cpu = { pinion: [], hand: [], limit: [] };
const measured = (name, run) => async () => {
  const before = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(before);
  cpu[name].push((user + system) / 1e6);
};
const rounds = Number(process.env.PINION_BENCH_ROUNDS ?? 3);
const warmup = Number(process.env.PINION_BENCH_WARMUP ?? 1);
const times = await inTurn(
  { pinion: measured("pinion", pinion), hand: measured("hand", hand), limit: measured("limit", limit) },
  { rounds, warmup },
);
// A quick wrong answer is no result.
const differing = await connection.runAndReadAll(`
  SELECT count(*)::INTEGER FROM read_parquet('${output}') a FULL JOIN read_parquet('${byHand}') b USING (id)
  WHERE ${WINDOWS.map(
    (window) =>
      `a.max_distance_${window} IS DISTINCT FROM b.max_distance_${window}
       OR coalesce(abs(a.avg_fare_${window} - b.avg_fare_${window}) > 1e-9, a.avg_fare_${window} IS DISTINCT FROM b.avg_fare_${window})`,
  ).join(" OR ")}`);
if (differing.getRowsJS()[0]?.[0] !== 0) throw new Error("the answers differ");

const line = (peer, name) => {
  const own = cpu.pinion.slice(warmup);
  const other = cpu[name].slice(warmup);
  // Round by round: what one round has to bear, the other contender bears too.
  const ratios = own.map((seconds, i) => seconds / other[i]).toSorted((a, b) => a - b);
  report({
    bench: "join",
    subject: `${OBSERVATIONS.toLocaleString("en")} observations, ten windowed features`,
    peer,
    ratio: (times.pinion ?? NaN) / (times[name] ?? NaN),
    rows: ROWS,
    subjectMs: times.pinion ?? NaN,
    peerMs: times[name] ?? NaN,
    subjectCpuSeconds: median(own),
    peerCpuSeconds: median(other),
    cpuRatio: median(ratios),
    leastCpuRatio: ratios[0],
    mostCpuRatio: ratios.at(-1),
    rounds,
    load: loadavg()[0],
  });
};
line("the hand-written range join in DuckDB", "hand");
line("reading the columns needed", "limit");
await client.close();
