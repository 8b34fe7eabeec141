import {
  PinionError,
  valueFromJson,
  type ColumnEntry,
  type DataType,
  type Evaluators,
  type Int64,
  type Manifest,
  type Value,
} from "@pinion/core";
import type { Zone } from "@pinion/core/std";
import { datetimeReader } from "../time/datetime-json.js";
import { projectZone } from "../time/instant.js";
import { programRunner, typeNamed } from "../materialise/evaluate.js";

/** A row of request-time columns by their names, as callers give it. */
export type RequestRow = Readonly<Record<string, unknown>>;

/** Computes everything of one request source from a caller's row. */
export type RequestProgram = (row: RequestRow, index: number) => readonly Value[];

/** The program of a request source. What it gives throws PN7011 where a row does not fit the source's columns. */
export function requestProgram(
  manifest: Manifest,
  evaluators: Evaluators,
  sourceName: string,
): RequestProgram {
  const source = manifest.sources.find(({ name }) => name === sourceName);
  const program = manifest.plans.find((plan) => plan.source === sourceName)?.program;
  if (source?.kind !== "request" || program === undefined) throw new Error(`no request source ${sourceName}`);
  const run = programRunner(evaluators, program);
  const read = columnReader(program.inputs, source.columns, manifest.project.timeZone, "request row");
  return (row, index) => run(read(row, index));
}

/** Reads columns of rows that callers give. */
export type ReadColumns = (
  row: RequestRow,
  index: number,
  /** A column that the row does not tell. */
  known?: { readonly name: string; readonly value: Value },
) => readonly Value[];

/** What rows are called in messages. They may be written as answers are, whatever a column's format. */
export type RowKind = "request row" | "observation";

/** What reads some columns; it throws PN7011 where a row does not fit. */
export function columnReader(
  wanted: readonly { readonly name: string; readonly type: string }[],
  columns: readonly Column[],
  timeZone: string,
  what: RowKind,
): ReadColumns {
  const zone = projectZone(timeZone);
  const inputs = wanted.map((input) => columnOf(input, columns, zone));
  return (row, index, known) =>
    inputs.map((input) =>
      known?.name === input.name ? known.value : readColumn(row, index, input, timeZone, what),
    );
}

type Column = Pick<ColumnEntry, "name" | "nullable" | "format">;

interface Input {
  readonly name: string;
  readonly type: DataType;
  readonly nullable: boolean;
  readonly format: string | undefined;
  /** By the format; NULL where the value is not of it. */
  readonly formatted: ((json: unknown) => Int64 | null) | undefined;
}

const columnOf = (
  { name, type }: { readonly name: string; readonly type: string },
  columns: readonly Column[],
  zone: Zone,
): Input => {
  const column = columns.find((candidate) => candidate.name === name);
  const read = typeNamed(type);
  return {
    name,
    type: read,
    nullable: column?.nullable ?? true,
    format: column?.format,
    formatted: column === undefined ? undefined : datetimeReader(column, read, zone, "PN7011"),
  };
};

function readColumn(
  row: RequestRow,
  index: number,
  { name, type, nullable, format, formatted }: Input,
  timeZone: string,
  what: RowKind,
): Value {
  const given: unknown = Object.hasOwn(row, name) ? row[name] : undefined;
  if (given === undefined || given === null) {
    if (nullable) return null;
    throw new PinionError("PN7011", `${what} ${index} has no \`${name}\`, which must not be NULL`, {
      help: `give each row its \`${name}\``,
    });
  }
  const native = nativeValue(given, type);
  if (native !== undefined) return native;
  const instant = formatted?.(given);
  if (instant !== undefined && instant !== null) return instant;
  const help = format === undefined ? {} : { help: `the column's format is \`${format}\`` };
  const read = valueFromJson(given, type, timeZone);
  if (read.ok) return read.value;
  throw new PinionError("PN7011", `\`${name}\` of ${what} ${index}: ${read.message}`, help);
}

/** What JSON has no form of. */
export function nativeValue(given: unknown, type: DataType): Value | undefined {
  if (given instanceof Date && !Number.isNaN(given.getTime())) {
    if (type.kind === "timestamp") return given.getTime() * 1000;
    if (type.kind === "date") return Math.floor(given.getTime() / 86_400_000);
  }
  if (given instanceof Uint8Array && type.kind === "binary") return given;
  // NaN and the infinities are numbers here, and texts in JSON.
  if (typeof given === "number" && !Number.isFinite(given)) {
    if (type.kind === "double" || type.kind === "float") return given;
  }
  return undefined;
}
