// The main job, from definitions to features read back: run by `npm run demo`.
import { rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { compileProject, writeArtifacts } from "@pinion/compiler";
import { embeddedSink, openClient, parquetSink, showInstant } from "@pinion/runtime";

const project = fileURLToPath(new URL(".", import.meta.url));
const AIRPORTS = ["ATL", "JFK", "ORD", "SFO", "SEA"];
const FEATURES = [
  "f_airport_flights_7d",
  "f_airport_avg_delay_1d",
  "f_airport_avg_delay_7d",
  "f_airport_late_share_30d",
  "f_airport_max_delay_30d",
];

/** @template T @param {string} what @param {() => Promise<T>} action @returns {Promise<T>} */
async function step(what, action) {
  const started = performance.now();
  const result = await action();
  console.log(`${what.padEnd(52)} ${((performance.now() - started) / 1000).toFixed(2).padStart(6)} s`);
  return result;
}

console.log("Flight delays: 3,000,000 flights within the United States, January to July 2001\n");

const manifest = await step("compile the definitions in features/*.ts", async () => {
  const compiled = await compileProject(project);
  if (compiled.kind === "failed")
    throw new Error(compiled.diagnostics.map(({ message }) => message).join("\n"));
  await writeArtifacts(`${project}.pinion`, compiled.artifacts);
  return compiled.manifest;
});

rmSync(new URL("offline", import.meta.url), { recursive: true, force: true });
const client = await openClient({ project });
const airports = manifest.features.filter(({ keys }) => keys.join() === "origin").map(({ name }) => name);
const routes = manifest.features
  .filter(({ keys }) => keys.join() === "origin,destination")
  .map(({ name }) => name);

const backfill = await step(
  `backfill ${airports.length} airport features over 30 days (Parquet)`,
  async () => {
    const job = await client.materializeFeatures({
      name: "airports",
      featureNames: airports,
      sinks: [parquetSink(), embeddedSink({ tableName: "airports" })],
      backfillTime: { start: "2001-06-02", end: "2001-07-01", step: "1d" },
    });
    return job.wait();
  },
);
const byRoute = await step(`materialise ${routes.length} route features as of the last day`, async () => {
  const job = await client.materializeFeatures({
    name: "routes",
    featureNames: routes,
    sinks: [embeddedSink({ tableName: "routes" })],
    backfillTime: { end: "2001-07-01" },
  });
  return job.wait();
});
const rows = await step(`read ${FEATURES.length} features of ${AIRPORTS.length} airports`, () =>
  client.getOnlineRows("airports", AIRPORTS, FEATURES),
);

const partitions = backfill.sinks.flatMap((sink) => sink.partitions ?? []);
const read = backfill.sources[0]?.rowsRead ?? 0;
console.log(
  `\n${read.toLocaleString("en")} rows read; ${partitions.length} Parquet partitions, ${backfill.keys} airports and ` +
    `${byRoute.keys.toLocaleString("en")} routes in the embedded store\n`,
);

/** @param {unknown} value */
const shown = (value) =>
  typeof value === "number" ? (Number.isInteger(value) ? String(value) : value.toFixed(3)) : String(value);
const table = [
  ["airport", ...FEATURES.map((name) => name.replace("f_airport_", ""))],
  ...rows.map(({ key, features }) => [key, ...FEATURES.map((name) => shown(features[name]))]),
];
const widths = (table[0] ?? []).map((_, i) => Math.max(...table.map((line) => (line[i] ?? "").length)));
for (const line of table) console.log(line.map((cell, i) => cell.padStart(widths[i] ?? 0)).join("  "));
console.log(`\nas of ${showInstant(rows[0]?.asOf ?? 0)}\n`);

console.log(`Try next:
  npx pinion get routes 'SFO#LAX' 'ATL#JFK' --features f_route_late_share_30d,f_route_to_airport_late --project examples/flight-delays
  npx pinion explain f_route_to_airport_late --project examples/flight-delays
  change an expression in examples/flight-delays/features, and npx pinion check --project examples/flight-delays`);
await client.close();
