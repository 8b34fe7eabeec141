import {
  PinionError,
  showType,
  type DataType,
  type Evaluators,
  type BatchSourceEntry,
  type Int64,
  type Manifest,
  type Value,
} from "@pinion/core";
import type { Zone } from "@pinion/core/std";
import { tilesOf } from "../aggregate/tiles.js";
import { sourceLocation, type Environment } from "../load/settings.js";
import type { RowField } from "../ports.js";
import { openDuckdb, type Database } from "../sources/duckdb/database.js";
import { duckdbType } from "../sources/duckdb/sql-types.js";
import { isTimePartitioned } from "../sources/source.js";
import type { Resolution } from "../time/cutoffs.js";
import { keyEvaluator, sourceReadings, windowsOf, type ReadSource } from "./cutoff-rows.js";
import { typeNamed } from "./evaluate.js";
import { keysAfter } from "./keys-after.js";
import { keyComparison, keyOf, keyStream } from "./key-stream.js";
import { mergeKeys } from "./merge.js";
import { featureReport, type FeatureReport, type JobReport } from "./report.js";
import { scanSource, type ScannedSource } from "./scan-source.js";
import { lookedUpKeys } from "./looked-up-keys.js";
import type { Selection } from "./select.js";
import { hasWholeKey, type SourceSelection } from "./source-selection.js";
import { openSpaces } from "./space-values.js";
import { openScan, type SourceScan } from "./source-scan.js";
import type { Checkpoint, Checkpoints, ScanSummary } from "./checkpoint.js";
import { estimator, type Progress, type Stage } from "./progress.js";
import { writeKeys, type WrittenKeys } from "./write-keys.js";
import { readAlone } from "./with-room.js";
import { openWriters, type OpenSink, type Writers } from "./writers.js";

export interface MaterialiseRequest {
  readonly job: string;
  /** The project's folder. */
  readonly project: string;
  readonly manifest: Manifest;
  readonly evaluators: Evaluators;
  readonly selection: Selection;
  /** Ascending. */
  readonly cutoffs: readonly Int64[];
  readonly resolution: Resolution;
  readonly sinks: readonly OpenSink[];
  readonly zone: Zone;
  readonly environment: Environment;
  /** A folder for what does not fit in memory. */
  readonly scratch: string;
  readonly memoryLimit?: string;
  readonly threads?: number;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
  /** How many values of what lookups find are held at once, for each entity that is looked up. */
  readonly lookupCells?: number;
  /** How many values of one key are held, where an aggregate could do without. */
  readonly heldValues?: number;
  /** Without them a job that dies begins anew. */
  readonly checkpoints?: Checkpoints;
}

/** One scan of each source, then every cutoff of every key, in the order of keys, into every sink. */
export async function materialise(request: MaterialiseRequest): Promise<JobReport> {
  const { manifest, evaluators, selection, cutoffs, environment, signal } = request;
  const started = performance.now();
  const onProgress = stageReporter(request.onProgress);
  const files = selection.scans.map(({ plan }) => {
    const source = batchSource(manifest, plan.source);
    return { source, location: sourceLocation(request.project, source, environment) };
  });
  const keys = selection.keys.map((key): RowField => ({ name: key.name, type: typeNamed(key.type) }));
  const schema = {
    fields: selection.features.map((feature) => ({ name: feature.name, type: typeNamed(feature.type) })),
  };
  for (const sink of request.sinks) checkTypes(sink, [...keys, ...schema.fields]);

  const open = (restored?: Checkpoint): Promise<Writers> =>
    openWriters({ ...request, timeZone: manifest.project.timeZone, keys, schema, restored });
  const restored = request.checkpoints?.restored;
  const early = restored === undefined ? undefined : await open(restored);
  if (early?.restored?.scanned !== undefined) {
    // Every key is in the sinks: unless one has lost them, there is nothing to scan.
    const { scanned: summary } = early.restored;
    const written = { ...early.restored, resumedKeys: early.restored.keys };
    return finish(request, early, { written, summary, started }, onProgress);
  }
  const left = early?.restored && keysLeft(selection, keys, early.restored);

  const database = await openDuckdb({
    scratch: request.scratch,
    ...(request.memoryLimit === undefined ? {} : { memoryLimit: request.memoryLimit }),
    ...(request.threads === undefined ? {} : { threads: request.threads }),
  }).catch(async (error: unknown) => {
    await early?.abandon(true);
    throw error;
  });
  let idle = early;
  await database.connection.run(
    "SET enable_progress_bar = true; SET enable_progress_bar_print = false; SET progress_bar_time = 0",
  );
  const interrupt = (): void => database.connection.interrupt();
  signal.addEventListener("abort", interrupt);
  try {
    const scanned: (ScannedSource & ReadSource)[] = [];
    const needs = selection.scans.map((source, i) => {
      const tiles = tilesOf(cutoffs, windowsOf(source), manifest.project.windowBounds);
      const location = files[i]?.location;
      const partitioned = location !== undefined && isTimePartitioned(location);
      const readings = sourceReadings(source, evaluators, tiles, partitioned);
      return { selection: source, tiles, partitioned, ...readings };
    });
    const scans = new Map<string, SourceScan>();
    for (const [i, need] of needs.entries()) {
      checkCancelled(signal);
      const file = files[i];
      if (file === undefined) throw new Error("a source without a file");
      const { name } = file.source;
      onProgress({ stage: "scan", source: name });
      const one = await watched(database, name, onProgress, async () => {
        const groups = needs.filter(({ selection: { plan } }) => plan.source === name);
        const scan =
          scans.get(name) ?? (await openScan({ database, ...file, groups, zone: request.zone, signal }));
        scans.set(name, scan);
        const rest = left !== undefined && hasWholeKey(need.selection, keys.length) ? left.rest : {};
        const how = { database, manifest, evaluators, heldValues: request.heldValues };
        return scanSource({ ...how, ...need, ...rest, source: file.source, scan });
      });
      scanned.push({ ...one, ...need });
    }
    checkCancelled(signal);
    await readAlone(database);
    const scanSeconds = (performance.now() - started) / 1000;

    const scannedOf = (of: SourceSelection): ScannedSource & ReadSource => {
      const one = scanned.find(
        ({ selection: { plan, group } }) => plan.source === of.plan.source && group === of.group,
      );
      if (one === undefined) throw new Error(`source ${of.plan.source} was not scanned`);
      return { ...one, selection: of };
    };
    const sources = selection.sources.map(scannedOf);
    const keyTypes = keys.map((key) => key.type);
    const isWhole = (source: SourceSelection): boolean => hasWholeKey(source, keys.length);
    const all = allKeys(
      sources.filter((source) => isWhole(source.selection)),
      keyTypes.length,
    );
    const streams = await Promise.all(
      sources.map(async ({ table, selection: source }) => {
        const set = isWhole(source)
          ? undefined
          : { sql: all, types: keyTypes, positions: source.keyPositions };
        return keyStream(await database.connect(), table, set)[Symbol.asyncIterator]();
      }),
    );
    const total = left?.scan.keys ?? (await countKeys(database, all));
    const summary = (): ScanSummary =>
      left?.scan ?? {
        sources: scanned.map(({ report }) => report),
        failures: selection.features.map((feature) => failuresOf(feature.name, scanned, selection)),
      };
    const writers = early ?? (await open());
    idle = undefined;
    const merged = mergeKeys(streams, keyTypes);
    const compare = keyComparison(keyTypes);
    const writing = {
      writers,
      compare,
      total,
      leftOut: left?.keys ?? 0,
      features: selection.features.length,
      summary,
      checkpoints: request.checkpoints,
      checkStopped: () => checkCancelled(signal),
      onProgress,
    };
    const written = await abandoning(request, writers, () => {
      const looking = {
        database,
        manifest,
        evaluators,
        cutoffs: cutoffs.length,
        cells: request.lookupCells ?? LOOKUP_CELLS,
      };
      if (selection.spaces.length === 0) {
        const evaluate = keyEvaluator(selection, sources, evaluators, cutoffs.length);
        return writeKeys({ ...writing, keys: merged, partsOf: keyOf, evaluate });
      }
      const after = writers.restored?.after;
      const evaluated = lookedUpKeys(
        {
          ...looking,
          selection,
          sources,
          spaces: openSpaces({ ...looking, scannedOf }, selection.spaces),
          passedOver: (key) => after !== undefined && compare(key, after) <= 0,
        },
        merged,
      );
      return writeKeys({
        ...writing,
        keys: evaluated,
        partsOf: ({ key }) => key,
        evaluate: ({ rows }) => rows,
      });
    });
    return await finish(request, writers, { written, summary: summary(), started, scanSeconds }, onProgress);
  } catch (error) {
    // What failed counts, not what failed because of it.
    await idle?.abandon(true).catch(() => undefined);
    // Interrupted, DuckDB throws an error of its own.
    if (!(error instanceof PinionError)) checkCancelled(signal);
    throw error;
  } finally {
    signal.removeEventListener("abort", interrupt);
    database.close();
  }
}

/** What an attempt before this one had not done, where that can be read alone. */
interface KeysLeft {
  readonly rest: { readonly after: readonly Value[] };
  /** How many keys were done. */
  readonly keys: number;
  readonly scan: NonNullable<Checkpoint["scan"]>;
}

/** Lookups may ask for any key of what they look up: their jobs read all rows once more. */
function keysLeft(
  { spaces }: Selection,
  fields: readonly RowField[],
  { after, keys, scan }: Checkpoint,
): KeysLeft | undefined {
  if (after === undefined || scan === undefined || spaces.length > 0) return undefined;
  const parts = fields.map((_, i) => `k${i}`);
  const types = fields.map(({ type }) => type);
  return keysAfter(parts, types, after) === undefined ? undefined : { rest: { after }, keys, scan };
}

const LOOKUP_CELLS = 2_000_000;

/** How often a scan is asked how far it is. */
const LOOK_MS = 250;

async function watched<T>(
  database: Database,
  source: string,
  onProgress: (stage: Stage) => void,
  scan: () => Promise<T>,
): Promise<T> {
  const look = (): void => {
    const { percentage } = database.connection.progress;
    if (percentage > 0) onProgress({ stage: "scan", source, share: Math.min(1, percentage / 100) });
  };
  const timer = setInterval(look, LOOK_MS);
  try {
    return await scan();
  } finally {
    clearInterval(timer);
  }
}

interface Finished {
  readonly written: WrittenKeys;
  readonly summary: ScanSummary;
  /** When the attempt began. */
  readonly started: number;
  readonly scanSeconds?: number;
}

/** Makes partitions of what is staged and ends the writing of tables. */
async function finish(
  request: MaterialiseRequest,
  writers: Writers,
  { written, summary, started, scanSeconds = 0 }: Finished,
  onProgress: (stage: Stage) => void,
): Promise<JobReport> {
  const { job, selection, cutoffs, signal } = request;
  const before = performance.now();
  const sinks = await abandoning(request, writers, () =>
    writers.finish((partitions, ofPartitions) => {
      onProgress({ stage: "finish", partitions, ofPartitions });
      checkCancelled(signal);
    }),
  );
  const total = (performance.now() - started) / 1000;
  const finishSeconds = (performance.now() - before) / 1000;
  return {
    job,
    cutoffs,
    keys: written.keysOfLast,
    resumedKeys: written.resumedKeys,
    features: selection.features.map((feature, i) =>
      featureReport(feature, written.features[i] ?? { rows: 0, nulls: 0 }, summary.failures[i] ?? []),
    ),
    sources: summary.sources,
    sinks,
    seconds: {
      scan: scanSeconds,
      write: total - scanSeconds - finishSeconds,
      finish: finishSeconds,
      total,
    },
  };
}

/** Abandons the writers where something fails; what is staged stays for the next attempt. */
async function abandoning<T>(
  { checkpoints }: MaterialiseRequest,
  writers: Writers,
  action: () => Promise<T>,
): Promise<T> {
  try {
    return await action();
  } catch (error) {
    // What failed counts, not what failed because of it.
    await writers.abandon(checkpoints !== undefined && writers.resumable).catch(() => undefined);
    throw error;
  }
}

function stageReporter(onProgress: (progress: Progress) => void): (stage: Stage) => void {
  const estimate = estimator(() => performance.now());
  return (stage) => onProgress(estimate(stage));
}

export function checkCancelled(signal: AbortSignal): void {
  if (signal.aborted) {
    throw new PinionError("PN5009", "the job was cancelled", { help: "run it again to complete it" });
  }
}

function batchSource(manifest: Manifest, name: string): BatchSourceEntry {
  const source = manifest.sources.find((candidate) => candidate.name === name);
  if (source === undefined || source.kind === "request" || source.kind === "stream")
    throw new Error(`the manifest has no source ${name} of rows`);
  return source;
}

function checkTypes(sink: OpenSink, fields: readonly RowField[]): void {
  for (const { name, type } of fields) {
    if (holds(sink, type)) continue;
    const label = sink.kind === "online" ? sink.store.label : sink.sink.label;
    throw new PinionError("PN7008", `${label} cannot hold \`${name}\`, which is ${showType(type)}`);
  }
}

const holds = (sink: OpenSink, type: DataType): boolean =>
  type.kind !== "void" && (sink.kind === "online" || duckdbType(type) !== undefined);

/** A query of every key. */
function allKeys(sources: readonly ScannedSource[], parts: number): string {
  const keys = Array.from({ length: parts }, (_, i) => `k${i}`);
  return sources
    .map(
      ({ table }) =>
        `SELECT DISTINCT ${keys.length === 0 ? "0" : keys.join(", ")} FROM ${table.name} WHERE tile >= 0`,
    )
    .join(" UNION ");
}

async function countKeys(database: Database, keys: string): Promise<number> {
  const rows = (
    await database.connection.runAndReadAll(`SELECT count(*)::DOUBLE FROM (${keys})`)
  ).getRowsJS();
  return Number(rows[0]?.[0] ?? 0);
}

/** NULLs of bad data that concern a feature: of its source's rows. */
function failuresOf(
  feature: string,
  scanned: readonly ScannedSource[],
  selection: Selection,
): FeatureReport["failures"] {
  return selection.scans.flatMap(({ plan }, s) =>
    plan.program.failures.flatMap(({ reason, features }, i) => {
      const rows = scanned[s]?.table.failures[i] ?? 0;
      return rows > 0 && features.includes(feature) ? [{ reason, rows }] : [];
    }),
  );
}
