// Streams a day of driver trips into the online store and reads features back: `node demo.js` replays a local log,
// `node demo.js --kafka HOST:PORT` writes the events to a topic of that broker and reads them from there.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { compileProject, writeArtifacts } from "@pinion/compiler";
import { embeddedSink, openClient, showInstant } from "@pinion/runtime";
import { driverEvents } from "./events.js";

const project = fileURLToPath(new URL(".", import.meta.url));
const LOG = `${project}data/driver-trips.jsonl`;
const at = process.argv.indexOf("--kafka");
const broker = at < 0 ? undefined : process.argv[at + 1];
const FEATURES = [
  "f_modified_streaming_count",
  "f_modified_streaming_count2",
  "f_trips_7d",
  "f_reports_1h",
  "f_last_zone",
  "f_trips_per_report",
];

const compiled = await compileProject(project);
if (compiled.kind === "failed")
  throw new Error(compiled.diagnostics.map(({ message }) => message).join("\n"));
await writeArtifacts(`${project}.pinion`, compiled.artifacts);

const events = driverEvents();
if (broker === undefined) {
  mkdirSync(`${project}data`, { recursive: true });
  const lines = events.map((event) => JSON.stringify(event));
  // Three records that cannot be read go to the dead letters; the stream goes on.
  lines.splice(5_000, 0, "{ cut", '{"driver_id":null}', '{"driver_id":1,"trips_today":"many"}');
  writeFileSync(LOG, `${lines.join("\n")}\n`);
} else {
  const { produce } = await import("./produce.js");
  await produce(broker, events);
}

rmSync(`${project}.pinion/store`, { recursive: true, force: true });
rmSync(`${project}.pinion/dead-letters`, { recursive: true, force: true });
const client = await openClient({ project });
await client.materializeFeatures({
  name: "driverTrips",
  sinks: [embeddedSink({ tableName: "drivers", streaming: true, streamingTimeoutMs: 60_000 })],
  featureNames: FEATURES,
  stream: {
    from: "beginning",
    reset: true,
    untilEnd: true,
    ...(broker === undefined ? { log: LOG } : { brokers: [broker] }),
  },
});
const { stream, seconds } = await client.waitJobToFinish();
if (stream === undefined) throw new Error("no stream was run");
const rejected = stream.rejected.reduce((sum, { records }) => sum + records, 0);
console.log(`${stream.events.toLocaleString("en")} events of ${stream.log} in ${seconds.total.toFixed(1)} s`);
console.log(`${rejected} records could not be read: they are in ${stream.deadLetters}`);
console.log(`features are as of ${showInstant(stream.asOf ?? 0)}, the end of the tile of the latest event\n`);
const rows = await client.getOnlineRows("drivers", [1, 265, 499], FEATURES);
console.table(
  Object.fromEntries(rows.map(({ features }, i) => [`driver ${[1, 265, 499][i]}`, { ...features }])),
);
await client.close();
