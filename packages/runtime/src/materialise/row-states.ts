import {
  BIGINT,
  INT,
  type AggregateAlgebra,
  type Column,
  type DataType,
  type Int64,
  type Value,
} from "@pinion/core";
import type { DuckDBConnection } from "@duckdb/node-api";
import { checkHeap, type HeldValues } from "../aggregate/held-values.js";
import { streamChunks } from "../sources/duckdb/stream.js";
import { valueReader } from "../sources/duckdb/vectors.js";
import { heldGuard } from "./held-guard.js";
import type { KeyPartials } from "./key-stream.js";
import type { TakenRows } from "./measure.js";

/*
 * Aggregates whose partials gather a tile's values, where those are too many: DuckDB sorts the rows of each key and tile, which spills,
 * and the states take them one by one, so that no more is held than a state is.
 */

/**
 * The rows that count for measures by key and tile, as a table of DuckDB: the key, `tile`, `m` the event time, and `a` the argument and `g` the
 * term where there are such; in the order in which states take them.
 */
export interface RowTable {
  readonly name: string;
  /** What puts the rows of a key and tile in order. */
  readonly order: readonly string[];
  readonly taken: TakenRows;
  /** Whether groups of one tile are told apart by `run`. */
  readonly isLate: boolean;
  readonly measures: readonly { readonly measure: number; readonly algebra: AggregateAlgebra }[];
  /** A connection of its own to stream from. */
  readonly connect: () => Promise<DuckDBConnection>;
}

/** For each measure the state of each tile. */
export type RowStates = ReadonlyMap<number, readonly unknown[]>;

/** Takes the keys in their order, each once, with the tiles that it has. */
export type StatesOfKey = (key: Pick<KeyPartials, "key" | "tiles" | "runs">) => Promise<RowStates>;

/** The columns of a table's rows behind those of the key. */
export const rowColumns = ({
  taken: { argument, term },
  isLate,
}: Pick<RowTable, "taken" | "isLate">): readonly { readonly name: string; readonly type: DataType }[] => [
  { name: "tile", type: INT },
  ...(isLate ? [{ name: "run", type: INT }] : []),
  { name: "m", type: BIGINT },
  ...(argument === undefined ? [] : [{ name: "a", type: argument.type }]),
  ...(term === undefined ? [] : [{ name: "g", type: term.type }]),
];

/** Opens the rows in the order of keys, of what stands behind FROM. */
export function openRowStates(
  table: RowTable,
  from: string,
  keyTypes: readonly DataType[],
  compareKeys: (a: readonly Value[], b: readonly Value[]) => number,
  held: HeldValues,
): StatesOfKey {
  const { measures, connect } = table;
  const own = rowColumns(table);
  const columns = [...keyTypes.map((type, i) => ({ name: `k${i}`, type })), ...own];
  const types = columns.map(({ type }) => type);
  const sql = `SELECT ${columns.map(({ name }) => name).join(", ")} FROM ${from}`;
  let chunks: ReturnType<typeof streamChunks> | undefined;
  let rows: TakenChunk | undefined;
  let at = 0;
  const more = async (): Promise<void> => {
    const next = await heldGuard(`source ${held.source}`, held, async () => chunks?.next());
    at = 0;
    rows =
      next === undefined || next.done === true ? undefined : taker(next.value, types, keyTypes.length, table);
    checkHeap(held);
  };
  return async ({ key, tiles, runs }) => {
    if (chunks === undefined) {
      chunks = streamChunks(await connect(), sql, types);
      await more();
    }
    const states = measures.map(({ algebra }) => tiles.map(() => algebra.init()));
    let place = 0;
    for (; rows !== undefined; await more()) {
      let last: readonly Value[] | undefined;
      let order = 0;
      for (; at < rows.count; at++) {
        if (last === undefined || !rows.isOf(last, at)) {
          last = rows.key(at);
          order = compareKeys(last, key);
        }
        if (order > 0) break;
        if (order < 0) continue;
        const tile = rows.tile(at);
        const run = rows.run(at);
        while (place < tiles.length && (tiles[place] !== tile || (runs?.[place] ?? 0) !== run)) place++;
        if (place === tiles.length) throw new Error(`tile ${tile} of a key has rows and no group`);
        const value = rows.value(at);
        const micros = rows.micros(at);
        measures.forEach(({ algebra }, i) => {
          const ofTiles = states[i] as unknown[];
          ofTiles[place] = algebra.update(ofTiles[place], value, micros);
        });
      }
      if (at < rows.count) break;
    }
    return new Map(measures.map(({ measure }, i) => [measure, states[i] ?? []]));
  };
}

interface TakenChunk {
  readonly count: number;
  readonly key: (row: number) => readonly Value[];
  readonly isOf: (key: readonly Value[], row: number) => boolean;
  readonly tile: (row: number) => number;
  readonly run: (row: number) => number;
  readonly micros: (row: number) => Int64;
  /** What an algebra's `update` takes. */
  readonly value: (row: number) => Value;
}

function taker(
  { count, columns }: { readonly count: number; readonly columns: readonly Column[] },
  types: readonly DataType[],
  keys: number,
  { taken: { argument, term }, isLate }: RowTable,
): TakenChunk {
  const cells = types.map((type, i): ((row: number) => Value) => {
    const column = columns[i];
    if (column === undefined) throw new Error("a column is missing");
    return valueReader(column, type);
  });
  const keyCells = cells.slice(0, keys);
  const [tile, ...others] = cells.slice(keys);
  const runOf = isLate ? others.shift() : undefined;
  const [micros, ...rest] = others;
  const argumentOf = argument === undefined ? (): Value => true : rest[0];
  const termOf = rest[argument === undefined ? 0 : 1];
  if (tile === undefined || micros === undefined || argumentOf === undefined)
    throw new Error("a column is missing");
  return {
    count,
    key: (row) => keyCells.map((cell) => cell(row)),
    isOf: (key, row) => keyCells.every((cell, i) => cell(row) === key[i]),
    tile: (row) => Number(tile(row)),
    run: (row) => Number(runOf?.(row) ?? 0),
    micros: (row) => (micros(row) ?? 0) as Int64,
    value: term === undefined || termOf === undefined ? argumentOf : (row) => [termOf(row), argumentOf(row)],
  };
}
