import type { Column, DataType, Value } from "@pinion/core";
import { holdsNumbers } from "./value-column.js";

/** One column of a source's rows, those of each key together in the order of time. */
export interface RowColumn {
  readonly type: DataType;
  /** BOOLEAN as 0 and 1; undefined where some value is no number of JavaScript. */
  readonly numbers: Float64Array | undefined;
  readonly values: readonly Value[] | undefined;
  /** 1 where a value is NULL; undefined where none is. */
  readonly nulls: Uint8Array | undefined;
}

export function rowValue({ type, numbers, values, nulls }: RowColumn, row: number): Value {
  if (nulls !== undefined && nulls[row] === 1) return null;
  if (numbers === undefined) return values?.[row] ?? null;
  const number = numbers[row] ?? 0;
  return type.kind === "boolean" ? number !== 0 : number;
}

/** A column as it comes, in blocks, before it is put in the order of keys. */
export interface ColumnBlocks {
  readonly type: DataType;
  /** For each block its numbers or, from the first that is none, its values. */
  readonly blocks: (Float64Array | Value[])[];
  readonly nulls: (Uint8Array | undefined)[];
  numeric: boolean;
}

export const columnBlocks = (type: DataType): ColumnBlocks => ({
  type,
  blocks: [],
  nulls: [],
  numeric: holdsNumbers(type),
});

/** Copies a chunk behind the `used` rows of the last block. */
export function appendChunk(
  column: ColumnBlocks,
  chunk: Column | undefined,
  count: number,
  used: number,
  capacity: number,
): void {
  if (chunk === undefined) throw new Error("a chunk lacks a column");
  const { values, validity } = chunk;
  if (used === 0) {
    column.blocks.push(column.numeric ? new Float64Array(capacity) : []);
    column.nulls.push(undefined);
  }
  const last = column.blocks.length - 1;
  const block = column.blocks[last];
  if (block instanceof Float64Array && !Array.isArray(values)) block.set(values.subarray(0, count), used);
  else {
    column.numeric = false;
    const own: Value[] =
      block instanceof Float64Array
        ? Array.from(block.subarray(0, used), (n) => plain(column.type, n))
        : (block ?? []);
    if (Array.isArray(values)) for (let i = 0; i < count; i++) own.push(values[i] ?? null);
    else for (let i = 0; i < count; i++) own.push(plain(column.type, values[i] ?? 0));
    column.blocks[last] = own;
  }
  if (validity === null) return;
  let nulls = column.nulls[last];
  for (let i = 0; i < count; i++) {
    if (((validity[i >> 3] ?? 0) & (1 << (i & 7))) !== 0) continue;
    nulls ??= new Uint8Array(capacity);
    nulls[used + i] = 1;
  }
  column.nulls[last] = nulls;
}

const plain = (type: DataType, number: number): Value => (type.kind === "boolean" ? number !== 0 : number);

/** Puts each row of the blocks to its place among `rows`, and forgets the blocks. */
export function scatter(
  column: ColumnBlocks,
  places: readonly Int32Array[],
  counts: readonly number[],
  rows: number,
): RowColumn {
  const { type, blocks } = column;
  const numeric = blocks.every((block) => block instanceof Float64Array);
  const numbers = numeric ? new Float64Array(rows) : undefined;
  const values = numeric ? undefined : Array.from<Value>({ length: rows }).fill(null);
  const nulls = column.nulls.some((each) => each !== undefined) ? new Uint8Array(rows) : undefined;
  for (const [b, place] of places.entries()) {
    const block = blocks[b];
    const count = counts[b] ?? 0;
    if (block instanceof Float64Array && numbers !== undefined) {
      for (let i = 0; i < count; i++) numbers[place[i] as number] = block[i] as number;
    } else if (block !== undefined && values !== undefined) {
      const own: readonly Value[] =
        block instanceof Float64Array ? Array.from(block, (n) => plain(type, n)) : block;
      for (let i = 0; i < count; i++) values[place[i] as number] = own[i] ?? null;
    }
    const missing = column.nulls[b];
    if (missing !== undefined && nulls !== undefined) {
      for (let i = 0; i < count; i++) nulls[place[i] as number] = missing[i] as number;
    }
    blocks[b] = [];
  }
  return { type, numbers, values, nulls };
}
