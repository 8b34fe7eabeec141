import type { Times } from "./key-rows.js";
import type { RowColumn } from "./row-column.js";

export interface RowOrder {
  readonly starts: Int32Array;
  /** The most rows that any key has. */
  readonly most: number;
  readonly times: Times;
  /** Places in the source; undefined where they do not matter. */
  readonly places: Times | undefined;
}

/** So many moves a row are fewer than a sort with a comparison makes. */
const MOVES = 24;

/**
 * Puts the rows of each key in the order of time, then of place in the source. Files are mostly in order, and DuckDB's threads
 * hand over a few stretches of them in turn: rows are moved back by insertion, and sorted where that would be far.
 */
export function inOrder(
  { starts, most, times, places }: RowOrder,
  allTimes: readonly Times[],
  columns: readonly RowColumn[],
): void {
  const order = new Int32Array(most);
  const scratch = { numbers: new Float64Array(most), bytes: new Uint8Array(most) };
  for (let key = 0; key + 1 < starts.length; key++) {
    const start = starts[key] as number;
    const size = (starts[key + 1] as number) - start;
    const sorted =
      times instanceof Float64Array && places === undefined
        ? insertedByTime(times, start, size, order)
        : inserted(times, places, start, size, order);
    if (sorted) continue;
    for (const one of allTimes) reorderTimes(one, start, size, order, scratch.numbers);
    for (const column of columns) reorder(column, start, size, order, scratch);
  }
}

/** Fills `order` with the places of a key's rows; true where they stand in order already. */
function insertedByTime(times: Float64Array, start: number, size: number, order: Int32Array): boolean {
  let ordered = 1;
  while (ordered < size && (times[start + ordered] as number) >= (times[start + ordered - 1] as number))
    ordered++;
  if (ordered >= size) return true;
  for (let i = 0; i < ordered; i++) order[i] = i;
  let moves = size * MOVES;
  for (let i = ordered; i < size; i++) {
    const time = times[start + i] as number;
    let at = i;
    while (at > 0 && (times[start + (order[at - 1] as number)] as number) > time) {
      order[at] = order[at - 1] as number;
      at--;
    }
    order[at] = i;
    moves -= i - at;
    if (moves < 0) {
      sortOrder(times, undefined, start, size, order);
      return false;
    }
  }
  return false;
}

function inserted(
  times: Times,
  places: Times | undefined,
  start: number,
  size: number,
  order: Int32Array,
): boolean {
  for (let i = 1; i < size; i++) {
    if (compareRows(times, places, start + i - 1, start + i) <= 0) continue;
    sortOrder(times, places, start, size, order);
    return false;
  }
  return true;
}

function sortOrder(
  times: Times,
  places: Times | undefined,
  start: number,
  size: number,
  order: Int32Array,
): void {
  const own = order.subarray(0, size);
  for (let i = 0; i < size; i++) own[i] = i;
  own.sort((a, b) => compareRows(times, places, start + a, start + b));
}

function compareRows(times: Times, places: Times | undefined, a: number, b: number): number {
  const x = times[a] as number | bigint;
  const y = times[b] as number | bigint;
  if (x !== y) return x < y ? -1 : 1;
  if (places === undefined) return a - b;
  return (places[a] as number | bigint) < (places[b] as number | bigint) ? -1 : 1;
}

interface Scratch {
  readonly numbers: Float64Array;
  readonly bytes: Uint8Array;
}

/** The rows from `start` on in another order: `order[i]` is the place, counted from `start`, that comes to `i`. */
function reorder(column: RowColumn, start: number, size: number, order: Int32Array, scratch: Scratch): void {
  const { numbers, nulls } = column;
  const values = column.values as RowColumn["values"] & unknown[];
  if (numbers !== undefined) reorderTimes(numbers, start, size, order, scratch.numbers);
  if (values !== undefined) {
    const old = values.slice(start, start + size);
    for (let i = 0; i < size; i++) values[start + i] = old[order[i] as number] as never;
  }
  if (nulls !== undefined) {
    const old = scratch.bytes;
    for (let i = 0; i < size; i++) old[i] = nulls[start + i] as number;
    for (let i = 0; i < size; i++) nulls[start + i] = old[order[i] as number] as number;
  }
}

function reorderTimes(
  times: Times,
  start: number,
  size: number,
  order: Int32Array,
  scratch: Float64Array,
): void {
  if (times instanceof Float64Array) {
    for (let i = 0; i < size; i++) scratch[i] = times[start + i] as number;
    for (let i = 0; i < size; i++) times[start + i] = scratch[order[i] as number] as number;
    return;
  }
  const old = times.slice(start, start + size);
  for (let i = 0; i < size; i++) times[start + i] = old[order[i] as number] as bigint;
}
