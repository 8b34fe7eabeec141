import {
  PinionError,
  valueFromJson,
  type DataType,
  type Evaluators,
  type Manifest,
  type ProgramEntry,
  type Value,
} from "@pinion/core";
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
  const inputs = program.inputs.map((input) => columnOf(input, source.columns));
  const { timeZone } = manifest.project;
  return (row, index) => run(inputs.map((input) => readColumn(row, index, input, timeZone)));
}

interface Input {
  readonly name: string;
  readonly type: DataType;
  readonly nullable: boolean;
}

const columnOf = (
  { name, type }: ProgramEntry["inputs"][number],
  columns: readonly { readonly name: string; readonly nullable: boolean }[],
): Input => ({
  name,
  type: typeNamed(type),
  nullable: columns.find((column) => column.name === name)?.nullable ?? true,
});

function readColumn(
  row: RequestRow,
  index: number,
  { name, type, nullable }: Input,
  timeZone: string,
): Value {
  const given: unknown = Object.hasOwn(row, name) ? row[name] : undefined;
  if (given === undefined || given === null) {
    if (nullable) return null;
    throw new PinionError("PN7011", `request row ${index} has no \`${name}\`, which must not be NULL`, {
      help: `give each request row its \`${name}\``,
    });
  }
  const native = nativeValue(given, type);
  if (native !== undefined) return native;
  const read = valueFromJson(given, type, timeZone);
  if (read.ok) return read.value;
  throw new PinionError("PN7011", `\`${name}\` of request row ${index}: ${read.message}`);
}

/** What JSON has no form of. */
function nativeValue(given: unknown, type: DataType): Value | undefined {
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
