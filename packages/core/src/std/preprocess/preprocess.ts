import type { DataType } from "../../types/index.js";
import { INT64_MAX, INT64_MIN, toInt64, type Int64, type Value } from "../../values/index.js";

/** A user's function over a row: inputs by name in, columns by name out. */
type RowFunction = (row: Readonly<Record<string, Value>>) => unknown;

/** No row has none of its columns: this one is that of a function that threw, or gave what is not declared. */
const FAILED: readonly Value[] = [];

/**
 * A user's function as one of values: the inputs in order in, a row of the declared columns out. Whatever it throws, or
 * gives that is not of a column's type, makes the row a failed one.
 */
export function preprocessor(
  run: RowFunction,
  inputs: readonly string[],
  columns: readonly { readonly name: string; readonly type: DataType }[],
): (...values: readonly Value[]) => readonly Value[] {
  return (...values) => {
    try {
      const row = Object.fromEntries(inputs.map((name, i) => [name, values[i] ?? null]));
      const made = run(row);
      if (typeof made !== "object" || made === null) return FAILED;
      const fields = new Map<string, unknown>(Object.entries(made));
      return columns.map(({ name, type }) => valueOf(fields.get(name) ?? null, type));
    } catch {
      return FAILED;
    }
  };
}

/** The row, NULL where it failed. */
export const preprocessed = (row: readonly Value[]): readonly Value[] | null =>
  row.length === 0 ? null : row;

/** What a user's function gave as a value of a type; throws where it is none. */
function valueOf(given: unknown, type: DataType): Value {
  if (given === null) return null;
  switch (type.kind) {
    case "boolean":
    case "string":
      if (typeof given === type.kind) return given as boolean | string;
      break;
    case "tinyint":
      return whole(given, 8);
    case "smallint":
      return whole(given, 16);
    case "int":
    case "date":
      return whole(given, 32);
    case "bigint":
    case "timestamp":
      return wide(given);
    case "float":
      if (typeof given === "number") return Math.fround(given);
      break;
    case "double":
      if (typeof given === "number") return given;
      break;
    case "decimal":
      if (typeof given === "bigint") return given;
      break;
    case "binary":
      if (given instanceof Uint8Array) return given;
      break;
    case "array":
      if (Array.isArray(given)) return given.map((item) => valueOf(item ?? null, type.element));
      break;
    default:
  }
  throw new TypeError(`not a value of type ${type.kind}`);
}

function whole(given: unknown, bits: number): number {
  const limit = 2 ** (bits - 1);
  if (typeof given !== "number" || !Number.isInteger(given) || given < -limit || given >= limit) {
    throw new TypeError("not a whole number of that many bits");
  }
  return given + 0;
}

function wide(given: unknown): Int64 {
  if (typeof given === "number" && Number.isSafeInteger(given)) return given + 0;
  if (typeof given === "bigint" && given >= INT64_MIN && given <= INT64_MAX) return toInt64(given);
  throw new TypeError("not a whole number of 64 bits");
}
