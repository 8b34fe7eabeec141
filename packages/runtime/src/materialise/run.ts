import {
  PinionError,
  showType,
  type DataType,
  type Evaluators,
  type FileSourceEntry,
  type Int64,
  type Manifest,
} from "@pinion/core";
import type { Zone } from "@pinion/core/std";
import { tilesOf } from "../aggregate/tiles.js";
import { sourcePath, type Environment } from "../load/settings.js";
import type { RowField } from "../ports.js";
import { openDuckdb, type Database } from "../sources/duckdb/database.js";
import { duckdbType } from "../sources/duckdb/sql-types.js";
import type { Resolution } from "../time/cutoffs.js";
import { keyEvaluator, sourceReadings, windowsOf, type SourceReadings } from "./cutoff-rows.js";
import { typeNamed } from "./evaluate.js";
import { keyStream } from "./key-stream.js";
import { mergeKeys } from "./merge.js";
import { valueStatistics, type FeatureReport, type JobReport } from "./report.js";
import { scanSource, type ScannedSource } from "./scan-source.js";
import { hasWholeKey, type Selection } from "./select.js";
import { openWriters, type OpenSink } from "./writers.js";

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
}

export interface Progress {
  readonly stage: "scan" | "write";
  readonly source?: string;
  /** Keys written so far, and of how many. */
  readonly keys?: number;
  readonly of?: number;
}

/** How many keys pass between two looks at whether to stop. */
const KEYS_PER_LOOK = 4096;

/** One scan of each source, then every cutoff of every key, in the order of keys, into every sink. */
export async function materialise(request: MaterialiseRequest): Promise<JobReport> {
  const { manifest, evaluators, selection, cutoffs, environment, signal, onProgress } = request;
  const started = performance.now();
  const files = selection.sources.map(({ plan }) => {
    const source = fileSource(manifest, plan.source);
    return { source, path: sourcePath(request.project, source, environment) };
  });
  const keys = selection.keys.map((key): RowField => ({ name: key.name, type: typeNamed(key.type) }));
  const schema = {
    fields: selection.features.map((feature) => ({ name: feature.name, type: typeNamed(feature.type) })),
  };
  for (const sink of request.sinks) checkTypes(sink, [...keys, ...schema.fields]);

  const database = await openDuckdb({
    scratch: request.scratch,
    ...(request.memoryLimit === undefined ? {} : { memoryLimit: request.memoryLimit }),
    ...(request.threads === undefined ? {} : { threads: request.threads }),
  });
  const interrupt = (): void => database.connection.interrupt();
  signal.addEventListener("abort", interrupt);
  try {
    const scanned: (ScannedSource & SourceReadings & { tiles: ReturnType<typeof tilesOf> })[] = [];
    for (const [i, source] of selection.sources.entries()) {
      checkCancelled(signal);
      const file = files[i];
      if (file === undefined) throw new Error("a source without a file");
      onProgress({ stage: "scan", source: source.plan.source });
      const tiles = tilesOf(cutoffs, windowsOf(source), manifest.project.windowBounds);
      const readings = sourceReadings(source, evaluators, tiles);
      const one = await scanSource({
        database,
        manifest,
        evaluators,
        selection: source,
        source: file.source,
        path: file.path,
        measures: readings.measures,
        tiles,
        zone: request.zone,
      });
      scanned.push({ ...one, ...readings, tiles });
    }
    checkCancelled(signal);
    const scanSeconds = (performance.now() - started) / 1000;

    const evaluate = keyEvaluator(selection, scanned, evaluators, cutoffs.length);
    const keyTypes = keys.map((key) => key.type);
    const isWhole = (s: number): boolean =>
      selection.sources.slice(s, s + 1).some((one) => hasWholeKey(one, keys.length));
    const whole = scanned.filter((_, s) => isWhole(s));
    const all = allKeys(whole, keyTypes.length);
    const streams = await Promise.all(
      scanned.map(async ({ table }, s) => {
        const positions = selection.sources[s]?.keyPositions ?? [];
        const set = isWhole(s) ? undefined : { sql: all, types: keyTypes, positions };
        return keyStream(await database.connect(), table, set)[Symbol.asyncIterator]();
      }),
    );
    const total = await countKeys(database, all);
    const writers = await openWriters({ ...request, timeZone: manifest.project.timeZone, keys, schema });
    const statistics = selection.features.map(() => valueStatistics());
    let seen = 0;
    let keysOfLast = 0;
    try {
      for await (const partials of mergeKeys(
        streams,
        keys.map((key) => key.type),
      )) {
        const key = partials.find((one) => one !== undefined)?.key ?? [];
        const rows = evaluate(partials);
        await writers.add(key, rows);
        const last = rows.at(-1);
        if (last !== undefined) {
          keysOfLast++;
          last.forEach((value, i) => statistics[i]?.add(value));
        }
        seen++;
        if (seen % KEYS_PER_LOOK === 0) {
          checkCancelled(signal);
          onProgress({ stage: "write", keys: seen, of: total });
        }
      }
      checkCancelled(signal);
    } catch (error) {
      await writers.abandon();
      throw error;
    }
    const sinks = await writers.finish();
    onProgress({ stage: "write", keys: seen, of: total });
    const seconds = (performance.now() - started) / 1000;
    return {
      job: request.job,
      cutoffs,
      keys: keysOfLast,
      features: selection.features.map((feature, i): FeatureReport => ({
        feature: feature.name,
        nullRate: 0,
        ...statistics[i]?.report(),
        failures: failuresOf(feature.name, scanned, selection),
      })),
      sources: scanned.map(({ report }) => report),
      sinks,
      seconds: { scan: scanSeconds, write: seconds - scanSeconds, total: seconds },
    };
  } catch (error) {
    // Interrupted, DuckDB throws an error of its own.
    if (!(error instanceof PinionError)) checkCancelled(signal);
    throw error;
  } finally {
    signal.removeEventListener("abort", interrupt);
    database.close();
  }
}

export function checkCancelled(signal: AbortSignal): void {
  if (signal.aborted) {
    throw new PinionError("PN5009", "the job was cancelled", { help: "run it again to complete it" });
  }
}

function fileSource(manifest: Manifest, name: string): FileSourceEntry {
  const source = manifest.sources.find((candidate) => candidate.name === name);
  if (source?.kind !== "file") throw new Error(`the manifest has no file source ${name}`);
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
  return selection.sources.flatMap(({ plan }, s) =>
    plan.program.failures.flatMap(({ reason, features }, i) => {
      const rows = scanned[s]?.table.failures[i] ?? 0;
      return rows > 0 && features.includes(feature) ? [{ reason, rows }] : [];
    }),
  );
}
