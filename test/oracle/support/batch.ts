import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Int64, Value } from "@pinion/core";
import { createRandom, type Random } from "@pinion/core/testing";
import { joinFeatures } from "../../../packages/runtime/src/join/run.js";
import { materialise } from "../../../packages/runtime/src/materialise/run.js";
import { select } from "../../../packages/runtime/src/materialise/select.js";
import { cutoffsOf } from "../../../packages/runtime/src/time/cutoffs.js";
import { projectZone } from "../../../packages/runtime/src/time/instant.js";
import { collectingSink } from "../../../packages/runtime/test/support/engine.js";
import { readTable } from "../../../packages/runtime/test/support/join.js";
import {
  BASES,
  drawDerived,
  drawEdge,
  drawTable,
  LAST_PARTITIONED,
  SECOND,
  type DrawnDerived,
  type DrawnTable,
  type DrawnWorld,
} from "./draw.js";
import type { Files } from "./files.js";
import {
  derivedOf,
  inputOf,
  isSame,
  keyed,
  keyText,
  knows,
  scaleOf,
  seenRows,
  valueOf,
  type KeyedRows,
} from "./judge.js";
import { havePartition, writeRows } from "./partitions.js";
import { compiled, type Project } from "./project.js";
import { normal, type ValueType } from "./values.js";

/*
 * A batch: tables drawn into one project, which is compiled once. They are materialised and joined some at a time, and
 * every value that comes out is compared to what filtering and folding all rows gives.
 */

/** How many tables a project has, and how many of them are materialised, or joined, in one run. */
export const TABLES = 40;
const TOGETHER = 8;

export interface Counted {
  /** Values compared. */
  readonly values: number;
}

const KEYS: readonly {
  readonly types: readonly ValueType[];
  readonly keys: readonly (readonly Value[])[];
}[] = [
  { types: ["string"], keys: ["a", "b", "a b", "ä☃", "#", "%", "'", '"'].map((text) => [text]) },
  {
    types: ["bigint"],
    keys: [1, 2, -3, 9007199254740993n, 9007199254740992n, -(2n ** 63n)].map((one) => [one]),
  },
  {
    types: ["string", "int"],
    keys: [
      ["a", 1],
      ["a", 2],
      ["b", 1],
      ["a#1", 1],
      ["", -1],
    ],
  },
];
const ZONES = ["UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"];

/** Throws where a value differs, with all that is needed to see it again. */
export async function checkBatch(seed: number, files: Files): Promise<Counted> {
  const random = createRandom(seed);
  const { types: keyTypes, keys } = random.pick(KEYS);
  const world: DrawnWorld = { keyTypes, keys, base: random.pick(BASES), zone: random.pick(ZONES) };
  const bounds = random.pick(["[)", "(]"] as const);
  const tables = Array.from({ length: TABLES }, (_, i) => drawTable(random, i, world));
  const groups = Array.from({ length: TABLES / TOGETHER }, (_, g) => {
    const own = tables.slice(g * TOGETHER, (g + 1) * TOGETHER);
    return { tables: own, derived: drawDerived(random, g, own) };
  });
  const dir = mkdtempSync(join(tmpdir(), "pinion-oracle-"));
  try {
    for (const table of tables)
      await writeRows({ files, dir, table, keyTypes, zone: world.zone }, world.base);
    const derived = groups.map((group) => group.derived);
    const project = await compiled(dir, { world, bounds, tables, derived });
    let values = 0;
    for (const group of groups) {
      const run = { ...{ seed, random, world, bounds, project, files }, ...group };
      values += await checkGroup(run);
    }
    return { values };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

interface Group {
  readonly seed: number;
  readonly random: Random;
  readonly world: DrawnWorld;
  readonly bounds: "[)" | "(]";
  readonly project: Project;
  readonly files: Files;
  readonly tables: readonly DrawnTable[];
  readonly derived: DrawnDerived;
}

async function checkGroup(group: Group): Promise<number> {
  const { tables } = group;
  const rows = tables.map(keyed);
  const cutoffs = drawCutoffs(group);
  const stored = await checkMaterialised(group, rows, cutoffs);
  return stored.values + (await checkJoined(group, rows, cutoffs, stored.partitions));
}

/** Those of a backfill, by days or hours of the zone, or any instants. */
function drawCutoffs(group: Group): readonly bigint[] {
  const drawn = anyCutoffs(group).filter((cutoff) => isInYears(group, cutoff));
  return drawn.length === 0 ? [group.world.base] : drawn;
}

/** Partitions have years of four digits. */
const isInYears = ({ tables }: Group, instant: bigint): boolean =>
  instant < LAST_PARTITIONED || tables.every(({ partition }) => partition === undefined);

/** The partitions before an instant, which is the last of a job. */
async function havePartitions(group: Group, last: bigint): Promise<void> {
  const { files, project, world } = group;
  for (const table of group.tables)
    for (const instant of [last - 1n, last])
      await havePartition(
        { files, dir: project.dir, table, keyTypes: world.keyTypes, zone: world.zone },
        instant,
      );
}

const latest = (instants: readonly bigint[]): bigint => instants.reduce((a, b) => (a > b ? a : b));

function anyCutoffs({ random, world, tables }: Group): readonly bigint[] {
  const { base, zone } = world;
  if (random.chance(0.5)) {
    const hourly = random.chance(0.5);
    const end = new Date(Number(base / 1000n) + random.int(100) * 3_600_000);
    const start = new Date(end.getTime() - (hourly ? 4 * 3_600_000 : 4 * 86_400_000));
    const step = hourly ? random.pick(["1h", "90m", "2h"]) : random.pick(["1d", "2d"]);
    const resolution = hourly ? "HOURLY" : "DAILY";
    return cutoffsOf({ start, end, step }, resolution, projectZone(zone), 0).map(BigInt);
  }
  const drawn = Array.from({ length: 1 + random.int(5) }, () => drawEdge(random, base, tables));
  return [...new Set(drawn)].toSorted((a, b) => (a < b ? -1 : 1));
}

type Partitions = ReadonlyMap<Int64, ReadonlyMap<string, readonly Value[]>>;

async function checkMaterialised(
  group: Group,
  rows: readonly KeyedRows[],
  cutoffs: readonly bigint[],
): Promise<{ readonly values: number; readonly partitions: Partitions }> {
  const { random, project, world, tables, derived, bounds } = group;
  const names = namesOf(group);
  const { sink, partitions } = collectingSink();
  await havePartitions(group, latest(cutoffs));
  const report = await materialise({
    job: "oracle",
    project: project.dir,
    manifest: project.manifest,
    evaluators: project.evaluators,
    selection: select(project.manifest, names),
    cutoffs: cutoffs.map((cutoff) => normal(cutoff) as Int64),
    resolution: "HOURLY",
    sinks: [sink],
    zone: projectZone(world.zone),
    environment: {},
    scratch: join(project.dir, "scratch"),
    ...(random.chance(0.5) ? { threads: 1 } : {}),
    // Few: values are passed over in order, instead of being held.
    ...(random.chance(0.15) ? { heldValues: random.pick([0, 3, 50]) } : {}),
    signal: new AbortController().signal,
    onProgress: () => undefined,
  });
  for (const table of tables) {
    // Of partitions only those are read that the windows reach.
    if (table.partition !== undefined) continue;
    const told = report.sources.find(({ source }) => source === `s${table.index}`);
    const bad = table.rows.filter(({ key, time }) => key === undefined || time === undefined).length;
    if (told?.rowsRead !== table.rows.length || told.rowsRejected !== bad)
      throw new Error(
        `${placeOf(group, table)}: ${told?.rowsRead} rows read and ${told?.rowsRejected} rejected of ${table.rows.length} with ${bad} that cannot be read`,
      );
  }
  let values = 0;
  for (const asOf of cutoffs) {
    const partition = partitions.get(normal(asOf) as Int64);
    const known = new Set<string>();
    for (const key of world.keys) {
      const id = keyText(key);
      const seen = rows.map((own, i) =>
        seenRows(own.get(id) ?? [], asOf, bounds, tables[i]?.created === true),
      );
      if (!tables.some((table, i) => knows(table, seen[i] ?? [], asOf, bounds))) continue;
      known.add(id);
      const wanted = new Map<string, Value>();
      for (const [i, table] of tables.entries())
        for (const feature of table.features)
          wanted.set(feature.name, valueOf(feature, table, seen[i] ?? [], asOf, bounds));
      wanted.set(
        derived.name,
        derivedOf(
          derived,
          inputOf(derived.left, tables, seen, wanted, asOf, bounds),
          inputOf(derived.right, tables, seen, wanted, asOf, bounds),
        ),
      );
      values += compare(group, "materialised", id, asOf, names, cutoffs, partition?.get(id), wanted);
    }
    const there = [...(partition?.keys() ?? [])].filter((id) => !known.has(id));
    if (there.length > 0)
      throw new Error(
        `${groupPlace(group)}: ${JSON.stringify(there)} are there as of ${asOf} of ${shown(cutoffs)}, without rows`,
      );
  }
  return { values, partitions };
}

const DELAYS: readonly (readonly [string, bigint])[] = [
  ["0s", 0n],
  ["0s", 0n],
  ["1s", 1n],
  ["1d", 86_400n],
];

async function checkJoined(
  group: Group,
  rows: readonly KeyedRows[],
  cutoffs: readonly bigint[],
  partitions: Partitions,
): Promise<number> {
  const { random, project, world, tables, derived, bounds } = group;
  const names = namesOf(group);
  const observations = Array.from({ length: 5 + random.int(30) }, () => ({
    key: random.chance(0.05) ? undefined : random.pick(world.keys),
    time: random.chance(0.4) ? random.pick(cutoffs) : drawEdge(random, world.base, tables),
  })).map(({ key, time }) => ({ key, time: isInYears(group, time) ? time : world.base }));
  await havePartitions(group, latest(observations.map(({ time }) => time)));
  const path = join(project.dir, "observed.csv");
  writeFileSync(
    path,
    [
      `n,${world.keyTypes.map((_, i) => `k${i}`).join(",")},at`,
      ...observations.map(
        ({ key, time }, n) =>
          `${n},${world.keyTypes.map((_, i) => (key === undefined ? "" : quoted(key[i] ?? null))).join(",")},${time}`,
      ),
      "",
    ].join("\n"),
  );
  const [delayText, delaySeconds] = random.pick(DELAYS);
  const delay = delaySeconds * SECOND;
  const output = join(project.dir, "train.parquet");
  await joinFeatures({
    project: project.dir,
    manifest: project.manifest,
    evaluators: project.evaluators,
    zone: projectZone(world.zone),
    environment: {},
    scratch: join(project.dir, "scratch"),
    options: {
      observations: { path, eventTimestamp: "at", timestampFormat: "epoch_micros" },
      features: names,
      output,
      simulateTimeDelay: delayText,
      ...(random.chance(0.5) ? { threads: 1 } : {}),
    },
    // Few: rows out of core, key by key.
    ...(random.chance(0.5) ? { cells: random.pick([1, 20, 200, 1000, 5000]) } : {}),
  });
  const joined = await readTable(`read_parquet('${output}')`);
  const first = 2 + world.keyTypes.length;
  if (joined.rows.length !== observations.length)
    throw new Error(`${groupPlace(group)}: ${joined.rows.length} rows of ${observations.length}`);
  let values = 0;
  for (const [n, { key, time }] of observations.entries()) {
    const got = joined.rows[n] ?? [];
    if (got[0] !== String(n)) throw new Error(`${groupPlace(group)}: the order is lost at ${n}`);
    const asOf = time - delay;
    const id = key === undefined ? "" : keyText(key);
    const seen = tables.map((table, i) =>
      key === undefined ? [] : seenRows(rows[i]?.get(id) ?? [], asOf, bounds, table.created),
    );
    const isKnown = tables.some((table, i) => knows(table, seen[i] ?? [], asOf, bounds));
    const wanted = new Map<string, Value>();
    for (const [i, table] of tables.entries())
      for (const feature of table.features)
        wanted.set(
          feature.name,
          isKnown ? valueOf(feature, table, seen[i] ?? [], asOf, bounds) : feature.fallback,
        );
    wanted.set(
      derived.name,
      isKnown
        ? derivedOf(
            derived,
            inputOf(derived.left, tables, seen, wanted, asOf, bounds),
            inputOf(derived.right, tables, seen, wanted, asOf, bounds),
          )
        : derived.fallback,
    );
    values += compare(group, "joined", id, asOf, names, cutoffs, got.slice(first), wanted);
    // And what a job stored as of then.
    const stored = partitions.get(normal(asOf) as Int64)?.get(id);
    if (stored === undefined) continue;
    const own = new Map(names.map((name, i) => [name, stored[i] ?? null] as const));
    values += compare(group, "joined against materialised", id, asOf, names, cutoffs, got.slice(first), own);
  }
  return values;
}

const quoted = (value: Value): string => `"${String(value).replaceAll('"', '""')}"`;

const namesOf = ({ tables, derived }: Group): readonly string[] => [
  ...tables.flatMap(({ features }) => features.map(({ name }) => name)),
  derived.name,
];

function compare(
  group: Group,
  what: string,
  key: string,
  asOf: bigint,
  names: readonly string[],
  cutoffs: readonly bigint[],
  got: readonly Value[] | undefined,
  wanted: ReadonlyMap<string, Value>,
): number {
  const { tables } = group;
  for (const [i, name] of names.entries()) {
    const table = tables.find(({ features }) => features.some((feature) => feature.name === name));
    const feature = table?.features.find((one) => one.name === name);
    const [a, b] = [got?.[i] ?? null, wanted.get(name) ?? null];
    const scale = table === undefined ? 1 : scaleOf(table);
    if (got !== undefined && isSame(a, b, feature?.op ?? "derived", scale)) continue;
    throw new Error(
      `${table === undefined ? groupPlace(group) : placeOf(group, table)}: ${name} of ${JSON.stringify(key)} as of ${asOf}, ${what}: ${shown(a)} is not ${shown(b)}\n${shown(feature ?? group.derived)}\nbounds ${group.bounds}, cutoffs ${shown(cutoffs)}, ${shown(table?.rows.length ?? 0)} rows: ${shown(rowsOfKey(table, key))}`,
    );
  }
  return names.length;
}

const rowsOfKey = (table: DrawnTable | undefined, key: string) =>
  table?.rows.filter((row) => row.key !== undefined && keyText(row.key) === key).slice(0, 40) ?? [];

const shown = (value: unknown): string =>
  JSON.stringify(value, (_, one: unknown) => (typeof one === "bigint" ? `${one}n` : one)) ?? "undefined";

const groupPlace = ({ seed }: Group): string => `PINION_ORACLE_BATCH=${seed}`;

const placeOf = (group: Group, table: DrawnTable): string =>
  `${groupPlace(group)}, table ${table.index} (${table.format}, ${table.type}, times ${table.timeFormat})`;
