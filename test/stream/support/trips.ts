import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compileProject, writeArtifacts } from "@pinion/compiler";
import { openClient, type Client } from "@pinion/runtime";

/* Trips of drivers, the same features of them from a stream and from a file. */

export interface Trip {
  readonly driver_id: number | bigint;
  readonly trips_today: number | null;
  readonly fare: number;
  readonly zone: string;
  /** Microseconds. */
  readonly datetime: number;
}

export const SCHEMA = {
  type: "record",
  name: "DriverTrips",
  fields: [
    { name: "driver_id", type: "long" },
    { name: "note", type: "string" },
    { name: "trips_today", type: ["null", "int"] },
    { name: "fare", type: "double" },
    { name: "zone", type: "string" },
    { name: "datetime", type: { type: "long", logicalType: "timestamp-micros" } },
  ],
} as const;

export const ROW_FEATURES = ["f_next", "f_zone", "f_twice"];
export const WINDOW_FEATURES = [
  "f_count_2d",
  "f_trips_2d",
  "f_trips_7d",
  "f_avg_7d",
  "f_min_7d",
  "f_max_2d",
  "f_latest_7d",
  "f_first_7d",
  "f_zones_7d",
  "f_share",
];
export const FEATURES = [...ROW_FEATURES, ...WINDOW_FEATURES];

/** All windows are whole numbers of hours of tiles, so that streams and backfills meet at hours. */
const features = (source: string): string => `
export const driver = key("driver_id", t.int64());
export const a = anchor("a", { source: ${source}, key: driver, features: {
  f_next: expr("trips_today + 1").as(t.int32()),
  f_zone: expr("zone"),
  f_count_2d: count({ window: "2d" }),
  f_trips_2d: sum("trips_today", { window: "2d" }).as(t.int64()),
  f_trips_7d: sum("trips_today", { window: "7d" }).as(t.int64()),
  f_avg_7d: avg("fare", { window: "7d", filter: "fare > 3" }),
  f_min_7d: min("fare", { window: "7d" }),
  f_max_2d: max("zone", { window: "2d" }),
  f_latest_7d: latest("trips_today", { window: "7d" }),
  f_first_7d: first("trips_today", { window: "7d" }),
  f_zones_7d: count("zone", { window: "7d", filter: "zone <> 'A'" }),
} });
export const twice = derived("f_twice", { inputs: { f_next: a.features.f_next }, transform: "f_next * 2" });
export const share = derived("f_share", {
  inputs: { near: a.features.f_trips_2d, far: a.features.f_trips_7d }, transform: "near / far" });
`;

const IMPORTS = `import { anchor, avg, avro, avroFile, count, derived, env, expr, fileSource, first, json, kafkaSource, key, latest, localLog, max, min, schemaRegistry, sum, t } from "@pinion/dsl";`;
const COLUMNS = `{ driver_id: t.int64(), trips_today: t.int32(), fare: t.double(), zone: t.string(), datetime: t.timestamp({ format: "epoch_micros" }) }`;

export const LITERAL = `avro(${JSON.stringify(SCHEMA)})`;
export const DECLARED = { schema: "json()", columns: COLUMNS };

/** A definition file over a stream: `source` is its call, such as `kafkaSource("trips", { … })`. */
export const streamDefinitions = (source: string): string => `${IMPORTS}
const trips = ${source};
${features("trips")}`;

export const fileDefinitions = (path: string): string => `${IMPORTS}
const trips = fileSource("trips", { path: ${JSON.stringify(path)}, format: "jsonl", columns: ${COLUMNS}, eventTimestamp: "datetime" });
${features("trips")}`;

export interface Project {
  readonly dir: string;
  readonly open: (environment?: Readonly<Record<string, string>>) => Promise<Client<object>>;
  readonly remove: () => void;
}

/** A built project with these definitions. */
export async function project(
  definitions: string,
  beside: Readonly<Record<string, string>> = {},
): Promise<Project> {
  const dir = mkdtempSync(join(tmpdir(), "pinion-trips-"));
  writeFileSync(
    join(dir, "pinion.config.ts"),
    'import { defineConfig } from "@pinion/dsl";\nexport default defineConfig({ name: "trips", definitions: ["features.ts"] });\n',
  );
  writeFileSync(join(dir, "features.ts"), definitions);
  for (const [file, text] of Object.entries(beside)) writeFileSync(join(dir, file), text);
  const result = await compileProject(dir);
  if (result.kind === "failed") throw new Error(JSON.stringify(result.diagnostics));
  await writeArtifacts(join(dir, ".pinion"), result.artifacts);
  return {
    dir,
    open: (environment) =>
      openClient({ project: dir, ...(environment === undefined ? {} : { environment }) }),
    remove: () => rmSync(dir, { recursive: true, force: true, maxRetries: 20 }),
  };
}

/** A trip as a line of JSON Lines; 64-bit numbers in full digits. */
export const lineOf = ({ driver_id, ...rest }: Trip): string =>
  `{"driver_id":${driver_id},${JSON.stringify({ note: "unused", ...rest }).slice(1)}`;

/** A generator of numbers from 0 to 1 that a seed repeats: mulberry32. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let x = Math.imul(state ^ (state >>> 15), state | 1);
    x ^= x + Math.imul(x ^ (x >>> 7), x | 61);
    return ((x ^ (x >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const MINUTE = 60_000_000;
/** A Monday of 2025, at midnight. */
const START = Date.UTC(2025, 5, 2) * 1000;

/** Trips over 12 days, out of order by up to six hours, with duplicates, and times that several share. */
export function tripsOf(count: number, drivers: number, random: () => number): readonly Trip[] {
  const trips: Trip[] = [];
  for (let i = 0; i < count; i++) {
    const before = trips[Math.floor(random() * trips.length)];
    if (before !== undefined && random() < 0.02) {
      trips.push(before);
      continue;
    }
    const driver = Math.floor(random() * drivers);
    const along = (i / count) * 12 * 1440 - random() * random() * 360;
    trips.push({
      driver_id: driver === 0 ? 9007199254740993n : driver,
      trips_today: random() < 0.1 ? null : Math.floor(random() * 100) - 20,
      fare: Math.floor(random() * 400) / 16,
      zone: "ABCDEFGH"[Math.floor(random() * 8)] ?? "",
      datetime: START + Math.max(0, Math.floor(along)) * MINUTE,
    });
  }
  return trips;
}

export const driversOf = (trips: readonly Trip[]): readonly string[] => [
  ...new Set(trips.map(({ driver_id }) => String(driver_id))),
];

/** What the batch engine makes of the same trips, as of a time. */
export async function batchResult(
  trips: readonly Trip[],
  asOfMicros: number,
  names: readonly string[],
): Promise<ReadonlyMap<string, Readonly<Record<string, unknown>>>> {
  const at = mkdtempSync(join(tmpdir(), "pinion-batch-"));
  const path = join(at, "trips.jsonl");
  writeFileSync(path, trips.map((trip) => `${lineOf(trip)}\n`).join(""));
  const batch = await project(fileDefinitions(path));
  const client = await batch.open();
  try {
    await client.materializeFeatures({
      name: "batch",
      sinks: [{ kind: "embedded", tableName: "trips" }],
      featureNames: names as never,
      backfillTime: { end: new Date(asOfMicros / 1000).toISOString() },
      resolution: "HOURLY",
    });
    await client.waitJobToFinish();
    return await readAll(client, driversOf(trips), names);
  } finally {
    await client.close();
    batch.remove();
    rmSync(at, { recursive: true, force: true });
  }
}

export async function readAll(
  client: Client<object>,
  drivers: readonly string[],
  names: readonly string[],
): Promise<ReadonlyMap<string, Readonly<Record<string, unknown>>>> {
  const rows = await client.getOnlineRows("trips", drivers, names);
  return new Map(
    rows.flatMap(({ features: values, found }, i) =>
      found ? [[drivers[i] ?? "", { ...values }] as const] : [],
    ),
  );
}
