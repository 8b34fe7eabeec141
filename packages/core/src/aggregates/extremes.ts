import { arrayOf, isNumeric, type DataType } from "../types/index.js";
import { compareValues, type Value } from "../values/index.js";
import { algebra } from "./algebra.js";
import { pooled } from "./pooled.js";
import type { AggregateAlgebra, AggregateRecord, StateCells } from "./record.js";
import { only } from "./sql.js";
import { readValue, writeValue } from "./state/value-bytes.js";
import { isOrdered, ORDERED } from "./types.js";

/** MIN or MAX: the value that comes first, or last. */
export function extreme(name: "min" | "max", summary: string): AggregateRecord {
  const sign = name === "min" ? -1 : 1;
  return {
    name,
    summary,
    takes: `${ORDERED}, and vectors of numbers`,
    resultType: (argument) => {
      if (argument?.kind === "array")
        return isNumeric(argument.element) ? arrayOf(argument.element) : undefined;
      return argument !== undefined && isOrdered(argument) ? argument : undefined;
    },
    algebra: ({ argument, result }) =>
      argument?.kind === "array"
        ? pooled(argument, extremeOf(name, argument.element, sign))
        : extremeOf(name, result, sign),
  };
}

/** A number that is no NULL stands behind a one. */
function numberCells(type: DataType): { readonly cells?: StateCells<Value> } {
  if (!isNumeric(type) || type.kind === "bigint" || type.kind === "decimal") return {};
  return {
    cells: {
      count: 2,
      load: (cells, at) => (cells[at] === 1 ? (cells[at + 1] ?? 0) : null),
      store(cells, at, state) {
        cells[at] = state === null ? 0 : 1;
        cells[at + 1] = state === null ? 0 : (state as number);
      },
    },
  };
}

function extremeOf(name: string, type: DataType, sign: 1 | -1): AggregateAlgebra {
  const compare = compareValues(type);
  const better = (a: Value, b: Value): Value => {
    if (a === null) return b;
    return b !== null && compare(b, a) * sign > 0 ? b : a;
  };
  return algebra<Value>({
    init: () => null,
    update: better,
    merge: better,
    finish: (state) => state ?? null,
    write: (out, state) => writeValue(out, state, type),
    read: (from) => readValue(from, type),
    ...numberCells(type),
    duckdb: {
      columns: [{ sql: (parts) => `${name}(${parts.argument})${only(parts)}`, type }],
      read: ([value]) => value ?? null,
    },
  });
}
