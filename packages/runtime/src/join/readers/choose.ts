import { algebraOf, inputOf, type AggregateEntry, type Value } from "@pinion/core";
import type { KeyRows } from "../key-rows.js";
import { rowValue, type RowColumn } from "../row-column.js";
import { countReader } from "./counts.js";
import { edgeReader } from "./edges.js";
import { numberReader } from "./numbers.js";
import type { Passing, RangeReader } from "./reader.js";
import { stateReader, type StateReader } from "./states.js";

/** The outputs of a source's program that an aggregate reads. */
export const outputsOf = ({ argument, filter, groupBy }: AggregateEntry): readonly number[] =>
  [argument, filter, groupBy].filter((output) => output !== undefined);

/** The quickest reader of an aggregate: loops over numbers where its values are such, otherwise its own algebra. */
export function readerOf(entry: AggregateEntry, rows: KeyRows): RangeReader {
  const { op, most } = { op: entry.op, most: rows.most };
  const argument = columnOf(rows, entry.argument);
  if (entry.groupBy !== undefined) return stateReaderOf(entry, rows);
  if (op === "count") return countReader(passingOf(entry, rows), most);
  if (argument === undefined) return stateReaderOf(entry, rows);
  if (op === "latest" || op === "first") return edgeReader(op, argument, passingOf(entry, rows), most);
  const { numbers } = argument;
  const isNumber = op === "sum" || op === "avg" || op === "min" || op === "max";
  if (numbers === undefined || !isNumber || !isExact(entry, numbers, most)) return stateReaderOf(entry, rows);
  return numberReader(op, numbers, passingOf(entry, rows), most);
}

/** Whether doubles hold whatever comes out: sums of integers are exact, and wrap where they have to. */
function isExact({ op, type }: AggregateEntry, numbers: Float64Array, most: number): boolean {
  if (op !== "sum" || type === "double") return true;
  if (type !== "bigint") return false;
  let greatest = 0;
  for (const value of numbers) if (Math.abs(value) > greatest) greatest = Math.abs(value);
  return greatest * most <= Number.MAX_SAFE_INTEGER;
}

const columnOf = (rows: KeyRows, output: number | undefined): RowColumn | undefined =>
  output === undefined ? undefined : rows.columns.get(`o${output}`);

/** Which rows pass the filter and hold a value. */
export function passingOf({ argument, filter }: AggregateEntry, rows: KeyRows): Passing {
  const nulls = columnOf(rows, argument)?.nulls;
  const only = columnOf(rows, filter);
  if (nulls === undefined && only === undefined) return undefined;
  const passing = new Uint8Array(rows.rows);
  for (let i = 0; i < passing.length; i++) {
    const there = nulls === undefined || nulls[i] === 0;
    passing[i] = there && (only === undefined || rowValue(only, i) === true) ? 1 : 0;
  }
  return passing;
}

/** A reader by the aggregate's own algebra. A row may be hidden: one that had not been written yet. */
export function stateReaderOf(
  entry: AggregateEntry,
  rows: KeyRows,
  isHidden?: (row: number) => boolean,
): StateReader {
  const columns = outputsOf(entry).map((output) => [output, columnOf(rows, output)] as const);
  const outputs: Value[] = [];
  const input = inputOf(entry);
  return stateReader(
    algebraOf(entry),
    (row) => {
      if (isHidden?.(row) === true) return undefined;
      for (const [output, column] of columns)
        outputs[output] = column === undefined ? null : rowValue(column, row);
      return input(outputs);
    },
    rows.times,
    isHidden !== undefined,
  );
}
