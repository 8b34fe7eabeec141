import { PinionError, showType, type Evaluators, type Manifest } from "@pinion/core";
import type { Zone } from "@pinion/core/std";
import { projectPath, type Environment } from "../load/settings.js";
import { typeNamed } from "../materialise/evaluate.js";
import { checkCancelled } from "../materialise/run.js";
import {
  featureReport,
  valueStatistics,
  type FeatureReport,
  type RejectionReport,
  type SourceReport,
} from "../materialise/report.js";
import { checkRoom } from "../sources/room.js";
import { openDuckdb } from "../sources/duckdb/database.js";
import { duckdbType } from "../sources/duckdb/sql-types.js";
import { textFunctions } from "../sources/duckdb/text-functions.js";
import { batchValues } from "./batch-values.js";
import { addReports, type Failure } from "./known.js";
import { featureTable } from "./feature-table.js";
import { outputColumns, readObservations } from "./observations.js";
import { planJoin, type JoinPlan } from "./plan.js";
import { refuseOwnInputs } from "./own-inputs.js";
import type { OfflineFeaturesOptions } from "./request.js";
import { getValue } from "./value-column.js";
import { outputFormat, outputOf, writeOutput } from "./write.js";

export interface JoinRequest {
  /** The project's folder. */
  readonly project: string;
  readonly manifest: Manifest;
  readonly evaluators: Evaluators;
  readonly zone: Zone;
  readonly environment: Environment;
  /** A folder for what does not fit in memory. */
  readonly scratch: string;
  readonly options: OfflineFeaturesOptions;
  /** How many values of source rows, and of features, are held in memory at once. */
  readonly cells?: number;
}

/** What a join did. */
export interface JoinReport {
  readonly output: string;
  /** Observations written. */
  readonly observations: number;
  readonly bytes: number;
  /** Observations left out, by reason. */
  readonly rejected: readonly RejectionReport[];
  readonly sources: readonly SourceReport[];
  readonly features: readonly FeatureReport[];
  /** Wall-clock seconds. */
  readonly seconds: number;
}

const CELLS = 64_000_000;

/**
 * Joins features to observations, each as of the observation's time, and writes them beside its own columns. Throws PN7001,
 * PN7010, PN7030 to PN7033 where the request cannot be, PN5xxx where files cannot be read, PN5009 where it was cancelled.
 */
export async function joinFeatures(request: JoinRequest): Promise<JoinReport> {
  const { manifest, options, project, cells = CELLS } = request;
  const { signal = new AbortController().signal } = options;
  const started = performance.now();
  checkRoom(options);
  const plan = planJoin(manifest, options.features, options);
  const output = projectPath(project, options.output);
  outputFormat(output);
  checkTypes(plan, output);

  const database = await openDuckdb({
    scratch: request.scratch,
    ...(options.memoryLimit === undefined ? {} : { memoryLimit: options.memoryLimit }),
    ...(options.threads === undefined ? {} : { threads: options.threads }),
  });
  const interrupt = (): void => database.connection.interrupt();
  signal.addEventListener("abort", interrupt);
  try {
    checkCancelled(signal);
    const functions = textFunctions(database, request.zone);
    const path = projectPath(project, options.observations.path);
    await refuseOwnInputs({
      ...request,
      connection: database.connection,
      observations: path,
      output,
    });
    const observations = await readObservations(
      database,
      options.observations,
      path,
      plan,
      functions,
      manifest.project.timeZone,
    );
    const names = outputColumns(
      observations.columns,
      plan.features.map(({ name }) => name),
      options.rename ?? {},
    );
    const types = plan.features.map(({ type }) => typeNamed(type));
    const table = await featureTable(database, types);
    const size = Math.max(BATCH, Math.floor(cells / 2 / (plan.needed.length + 4) / BATCH) * BATCH);
    const statistics = plan.features.map(() => valueStatistics());
    const sources: SourceReport[] = [];
    const failures: Failure[] = [];
    for (let from = 0; from === 0 || from < observations.rows; from += size) {
      checkCancelled(signal);
      const to = Math.min(observations.rows, from + size);
      const values = await batchValues(
        { ...request, database, functions, plan, observations, cells },
        { from, to },
      );
      table.append(values.columns, to - from);
      values.columns.forEach((column, i) => {
        for (let row = 0; row < to - from; row++) statistics[i]?.add(getValue(column, row));
      });
      addReports(sources, values.reports);
      failures.push(...values.failures);
    }
    table.close();
    checkCancelled(signal);
    const bytes = await writeOutput(
      database,
      await outputOf(database, observations, { table: table.name, names, types }, manifest.project.timeZone),
      output,
    );
    return {
      output,
      observations: observations.rows,
      bytes,
      rejected: observations.rejected,
      sources,
      features: plan.features.map((feature, i) =>
        featureReport(
          feature,
          statistics[i]?.state() ?? { rows: 0, nulls: 0 },
          failuresOf(feature.name, failures),
        ),
      ),
      seconds: (performance.now() - started) / 1000,
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

/** Batches are whole vectors of DuckDB's. */
const BATCH = 65_536;

function checkTypes({ features }: JoinPlan, output: string): void {
  for (const { name, type: text } of features) {
    const type = typeNamed(text);
    if (duckdbType(type) !== undefined) continue;
    throw new PinionError("PN7008", `${output} cannot hold \`${name}\`, which is ${showType(type)}`);
  }
}

function failuresOf(feature: string, all: readonly Failure[]): FeatureReport["failures"] {
  const rows = new Map<string, number>();
  for (const failure of all)
    if (failure.feature === feature) rows.set(failure.reason, (rows.get(failure.reason) ?? 0) + failure.rows);
  return [...rows].map(([reason, count]) => ({ reason, rows: count }));
}
