import {
  parseType,
  type Column,
  type DataType,
  type Evaluators,
  type ProgramEntry,
  type Value,
} from "@pinion/core";
import type { Database } from "../sources/duckdb/database.js";
import { registerFunction } from "../sources/duckdb/kernel-function.js";

/** DuckDB's vectors never hold more. */
const VECTOR_ROWS = 2048;

/** Emitted JavaScript as a function of SQL that gives some of a program's outputs. */
export interface KernelCall {
  /** SQL over `c<i>`, a value or a STRUCT. */
  readonly sql: string;
  /** How output i is read from the call's value, by the position in `outputs`. */
  readonly pick: (call: string, position: number) => string;
}

/** Registers the kernel of a program for some of its outputs; counts failures into `failures`. */
export function kernelCall(
  database: Database,
  evaluators: Evaluators,
  program: ProgramEntry,
  outputs: readonly number[],
  failures: Float64Array,
): KernelCall {
  const kernel = evaluators[`kernel_${program.id}`];
  if (kernel === undefined) throw new Error(`the evaluators lack kernel_${program.id}`);
  const inputs = [...new Set(outputs.flatMap((output) => program.outputs[output]?.inputs ?? []))].toSorted(
    (a, b) => a - b,
  );
  const inputTypes = program.inputs.map((input) => typeOf(input.type));
  const outputTypes = program.outputs.map((output) => typeOf(output.type));
  const name = database.fresh("kernel");
  // A function without arguments would be called once: it always gets one.
  const given = inputs.length === 0 ? [0] : inputs;

  registerFunction(database.connection, {
    name,
    inputs: given.map((input) => inputTypes[input] ?? { kind: "int" }),
    outputs: outputs.map((output) => outputTypes[output] ?? { kind: "void" }),
    run: (count, columns) => {
      const all = inputTypes.map((): Column | undefined => undefined);
      given.forEach((input, i) => {
        all[input] = columns[i];
      });
      const out = outputTypes.map((): Column | undefined => undefined);
      const made = outputs.map((output) => {
        const column = emptyColumn(outputTypes[output] ?? { kind: "void" });
        out[output] = column;
        return column;
      });
      kernel(count, all, out, failures);
      return made;
    },
  });
  return {
    sql: `${name}(${given.map((input) => `c${input}`).join(", ")})`,
    pick: (call, position) => (outputs.length === 1 ? call : `${call}.o${position}`),
  };
}

function typeOf(text: string): DataType {
  const type = parseType(text);
  if (type === undefined) throw new Error(`the manifest has an unknown type ${text}`);
  return type;
}

/** A column to be written by a kernel: nothing valid yet. */
function emptyColumn(type: DataType): Column {
  const validity = new Uint8Array(VECTOR_ROWS / 8);
  switch (type.kind) {
    case "boolean":
      return { validity, values: new Uint8Array(VECTOR_ROWS) };
    case "tinyint":
    case "smallint":
    case "int":
    case "date":
    case "yearMonthInterval":
      return { validity, values: new Int32Array(VECTOR_ROWS) };
    case "float":
      return { validity, values: new Float32Array(VECTOR_ROWS) };
    case "double":
    case "time":
    case "bigint":
    case "timestamp":
    case "dayTimeInterval":
      return { validity, values: new Float64Array(VECTOR_ROWS) };
    default:
      return { validity, values: Array.from<Value>({ length: VECTOR_ROWS }).fill(null) };
  }
}
