import type { Column } from "@pinion/core";
import type { Chunk } from "../sources/duckdb/stream.js";

/** Rows `from` to before `to` of a chunk. */
export function chunkRows({ count, columns }: Chunk, from: number, to: number): Chunk {
  if (from === 0 && to === count) return { count, columns };
  return { count: to - from, columns: columns.map((column) => columnRows(column, from, to)) };
}

function columnRows({ values, validity }: Column, from: number, to: number): Column {
  const own = values.slice(from, to);
  if (validity === null) return { values: own, validity };
  const bits = new Uint8Array(((to - from + 63) >> 6) * 8);
  for (let i = from; i < to; i++) {
    if (((validity[i >> 3] as number) & (1 << (i & 7))) === 0) continue;
    const at = i - from;
    bits[at >> 3] = (bits[at >> 3] as number) | (1 << (at & 7));
  }
  return { values: own, validity: bits };
}

export const isNull = ({ validity }: Column, row: number): boolean =>
  validity !== null && ((validity[row >> 3] as number) & (1 << (row & 7))) === 0;
