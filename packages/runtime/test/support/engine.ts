import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type {
  AggregateOp,
  AggregateParameters,
  Column,
  ColumnEntry,
  Evaluators,
  FeatureEntry,
  FileFormat,
  Int64,
  Manifest,
  Row,
  Value,
  WindowBounds,
} from "@pinion/core";
import { projectZone } from "../../src/time/instant.js";
import { materialise, type MaterialiseRequest } from "../../src/materialise/run.js";
import type { OpenSink } from "../../src/materialise/writers.js";
import { select } from "../../src/materialise/select.js";

/*
 * A compiled project written by hand, so that the engine is tested without the compiler: one source, one
 * key, features over its columns as they are.
 */

export interface HandFeature {
  readonly name: string;
  readonly op: AggregateOp | "row";
  /** A column of the source; absent for COUNT of rows. */
  readonly column?: string;
  readonly type: string;
  readonly windowMicros?: number;
  /** A BOOLEAN column. */
  readonly filter?: string;
  readonly parameters?: AggregateParameters;
  /** A column whose values are the terms of a map. */
  readonly groupBy?: string;
  readonly limit?: number;
}

export interface HandProject {
  readonly file: string;
  readonly format: FileFormat;
  readonly columns: readonly ColumnEntry[];
  readonly eventTimestamp?: string;
  readonly createdTimestamp?: string;
  readonly keys: readonly string[];
  readonly features: readonly HandFeature[];
  readonly timeZone?: string;
  readonly windowBounds?: WindowBounds;
  readonly maxRejected?: number;
  /** Columns that go through the kernel instead of SQL. */
  readonly inKernel?: readonly string[];
  readonly missingPartitions?: "error";
  /** Instead of a file: a table of PostgreSQL. */
  readonly postgres?: { readonly connection: string; readonly table?: string; readonly query?: string };
}

export function handProject(project: HandProject): {
  readonly manifest: Manifest;
  readonly evaluators: Evaluators;
} {
  const { columns, keys } = project;
  const inputOf = (name: string): number => columns.findIndex((column) => column.name === name);
  const typeOf = (name: string): string => columns[inputOf(name)]?.type ?? "void";
  const features = project.features.map((feature, i): FeatureEntry => {
    const base = {
      name: feature.name,
      type: feature.type,
      keys,
      expression: feature.column ?? "",
      lineage: { columns: [], features: [] },
      anchor: "a",
      source: "s",
    };
    if (feature.op === "row")
      return { ...base, kind: "row", group: 0, output: inputOf(feature.column ?? "") };
    const finalise = {
      id: `f${i}`,
      inputs: [{ name: "value", type: feature.type, nullable: true }],
      outputs: [{ type: feature.type, nullable: true, inputs: [0] }],
      failures: [],
    };
    return {
      ...base,
      kind: "window",
      window: "",
      windowMicros: feature.windowMicros ?? 0,
      aggregate: i,
      finalise,
    };
  });
  const manifest: Manifest = {
    format: "pinion",
    version: 1,
    hash: "",
    evaluators: { file: "evaluators.js", hash: "" },
    project: {
      name: "hand",
      timeZone: project.timeZone ?? "UTC",
      windowBounds: project.windowBounds ?? "[)",
      maxRejected: { kind: "share", value: project.maxRejected ?? 0.01 },
      stores: { online: { kind: "embedded", path: "store" } },
    },
    sources: [
      {
        ...(project.postgres === undefined
          ? {
              kind: "file",
              path: project.file,
              format: project.format,
              ...(project.missingPartitions === undefined ? {} : { missingPartitions: "error" }),
            }
          : { kind: "postgres", ...project.postgres }),
        name: "s",
        columns,
        ...(project.eventTimestamp === undefined ? {} : { eventTimestamp: project.eventTimestamp }),
        ...(project.createdTimestamp === undefined ? {} : { createdTimestamp: project.createdTimestamp }),
      },
    ],
    keys: keys.map((name) => ({ name, type: typeOf(name) })),
    features,
    plans: [
      {
        source: "s",
        program: {
          id: "s",
          inputs: columns.map(({ name, type }) => ({ name, type, nullable: true })),
          outputs: columns.map(({ name, type }, i) => ({
            type,
            nullable: true,
            inputs: [i],
            ...(project.inKernel?.includes(name) === true ? {} : { duckdb: `c${i}` }),
          })),
          failures: [],
        },
        groups: [{ keys, outputs: keys.map(inputOf) }],
        aggregates: project.features.map((feature) => ({
          op: feature.op === "row" ? "count" : feature.op,
          group: 0,
          type: feature.type,
          ...(feature.column === undefined
            ? {}
            : { argument: inputOf(feature.column), argumentType: typeOf(feature.column) }),
          ...(feature.filter === undefined ? {} : { filter: inputOf(feature.filter) }),
          ...(feature.parameters === undefined ? {} : { parameters: feature.parameters }),
          ...(feature.groupBy === undefined
            ? {}
            : { groupBy: inputOf(feature.groupBy), groupByType: typeOf(feature.groupBy) }),
          ...(feature.limit === undefined ? {} : { limit: feature.limit }),
        })),
      },
    ],
  };
  const copy = (row: Row, out: Value[]): void => {
    row.forEach((value, i) => {
      out[i] = value;
    });
  };
  const kernel = (
    count: number,
    inputs: readonly (Column | undefined)[],
    out: readonly (Column | undefined)[],
  ): void => {
    inputs.forEach((input, c) => {
      const output = out[c];
      if (input === undefined || output === undefined) return;
      if (typeof input.values[0] === "bigint" || input.values instanceof Array)
        output.values = [...input.values] as Value[];
      for (let i = 0; i < count; i++) {
        const valid = input.validity === null || ((input.validity[i >> 3] ?? 0) & (1 << (i & 7))) !== 0;
        if (!valid || output.validity === null) continue;
        output.values[i] = input.values[i] as never;
        output.validity[i >> 3] = (output.validity[i >> 3] ?? 0) | (1 << (i & 7));
      }
    });
  };
  const evaluators = Object.fromEntries([
    ["row_s", copy],
    ["kernel_s", kernel],
    ...features.map((_, i) => [`row_f${i}`, copy]),
  ]) as Evaluators;
  return { manifest, evaluators };
}

export const scratch = (): string => mkdtempSync(join(tmpdir(), "pinion-engine-"));

/** Runs one materialisation of all features. */
export const run = (
  project: HandProject,
  cutoffs: readonly Int64[],
  sinks: readonly OpenSink[],
  signal: AbortSignal = new AbortController().signal,
  more: Partial<MaterialiseRequest> = {},
) => {
  const { manifest, evaluators } = handProject(project);
  return materialise({
    job: "test",
    project: "/",
    manifest,
    evaluators,
    selection: select(
      manifest,
      project.features.map((feature) => feature.name),
    ),
    cutoffs,
    resolution: "DAILY",
    sinks,
    zone: projectZone(manifest.project.timeZone),
    environment: {},
    scratch: scratch(),
    signal,
    onProgress: () => undefined,
    ...more,
  });
};

/** A sink that keeps what it is given, by cutoff. */
export function collectingSink(): {
  readonly sink: OpenSink;
  readonly partitions: Map<Int64, Map<string, readonly Value[]>>;
} {
  const partitions = new Map<Int64, Map<string, readonly Value[]>>();
  return {
    partitions,
    sink: {
      kind: "offline",
      sink: {
        label: "collecting",
        openWriter: async ({ cutoffs }) => {
          const rows = cutoffs.map(() => new Map<string, readonly Value[]>());
          return {
            reached: 0,
            keep: async () => undefined,
            write: async (cutoff, batch) => {
              for (const { keys, values } of batch) rows[cutoff]?.set(keys.map(String).join("#"), values);
            },
            checkpoint: async () => undefined,
            finish: async (cutoff) => {
              const partition = rows[cutoff] ?? new Map<string, readonly Value[]>();
              partitions.set(cutoffs[cutoff] ?? 0, partition);
              return { path: "", rows: partition.size, bytes: 0 };
            },
            close: async () => undefined,
          };
        },
      },
    },
  };
}
