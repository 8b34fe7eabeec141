import { INT, type AggregateAlgebra, type DataType, type Value, type ValuePass } from "@pinion/core";
import type { DuckDBConnection } from "@duckdb/node-api";
import { checkHeap, type HeldValues } from "../aggregate/held-values.js";
import type { TileRange } from "../aggregate/slide.js";
import { streamChunks } from "../sources/duckdb/stream.js";
import { valueReader } from "../sources/duckdb/vectors.js";
import { heldGuard } from "./held-guard.js";
import type { KeyPartials } from "./key-stream.js";

/*
 * Aggregates whose states hold all values of a window, where those are too many: DuckDB counts the different values of each
 * key and tile and sorts them, both of which spill, and each window is one pass over the values in order.
 */

/**
 * The different values of measures by key and tile, as a table of DuckDB: the key, `tile`, `v` and how often it comes, `c`, in
 * the order of keys and values; with `isLate` also by `since`, the first cutoff that sees them.
 */
export interface ValueTable {
  readonly name: string;
  readonly type: DataType;
  readonly isLate: boolean;
  readonly measures: readonly PassedMeasure[];
  /** A connection of its own to stream from. */
  readonly connect: () => Promise<DuckDBConnection>;
}

export interface PassedMeasure {
  readonly measure: number;
  readonly pass: NonNullable<AggregateAlgebra["pass"]>;
  /** The windows that are looked at, and what each sees as of each cutoff. */
  readonly windows: readonly PassedWindow[];
}

export interface PassedWindow {
  readonly window: number;
  readonly ranges: readonly TileRange[];
}

/** For each measure and window the aggregate's value as of each cutoff. */
export type PassedValues = ReadonlyMap<number, ReadonlyMap<number, readonly Value[]>>;

/** Takes the keys in their order, each once; of a key the measures are how many values each tile has. */
export type PassKey = (key: Omit<KeyPartials, "passed">) => Promise<PassedValues>;

/** Opens the values in the order of keys, of what stands behind FROM. */
export function openPass(
  { type, isLate, measures, connect }: ValueTable,
  from: string,
  keyTypes: readonly DataType[],
  compareKeys: (a: readonly Value[], b: readonly Value[]) => number,
  held: HeldValues,
): PassKey {
  const keys = keyTypes.map((_, i) => `k${i}`);
  const sql = `SELECT ${[...keys, isLate ? "since" : "0::INTEGER AS since", "tile", "c", "v"].join(", ")} FROM ${from}`;
  const types = [...keyTypes, INT, INT, INT, type];
  let chunks: AsyncGenerator<ValueRows> | undefined;
  let rows: ValueRows | undefined;
  let at = 0;
  /** Whether there are further values; those of `rows` are used up. */
  const more = async (): Promise<boolean> => {
    const next = await heldGuard(`source ${held.source}`, held, async () => chunks?.next());
    at = 0;
    rows = next?.done === true ? undefined : next?.value;
    return rows !== undefined;
  };
  return async ({ key, tiles, since, measures: counts }) => {
    if (chunks === undefined) {
      chunks = valueRows(await connect(), sql, types, held);
      await more();
    }
    const open = measures.flatMap(({ measure, windows, pass }) =>
      windows.flatMap(({ window, ranges }) =>
        ranges.map(({ start, end }, cutoff): OpenRange => {
          const own = tiles.map((tile, i) =>
            tile >= start && tile < end && (since?.[i] ?? 0) <= cutoff
              ? Number(counts[measure]?.[i] ?? 0)
              : 0,
          );
          const total = own.reduce((sum, count) => sum + count, 0);
          return { measure, window, cutoff, start, end, pass: pass(total) };
        }),
      ),
    );
    while (rows !== undefined) {
      const { count, keyCells, sinceOf, tileOf, countOf, valueOf } = rows;
      let last: readonly Value[] | undefined;
      let order = 0;
      for (; at < count; at++) {
        // Mostly the key of the row before.
        if (last === undefined || !isSame(keyCells, at, last)) {
          last = keyCells.map((cell) => cell(at));
          order = compareKeys(last, key);
        }
        if (order > 0) return finished(open);
        if (order < 0) continue;
        const tile = Number(tileOf(at));
        const value = valueOf(at);
        const times = Number(countOf(at));
        const from = isLate ? Number(sinceOf(at)) : 0;
        for (const { start, end, cutoff, pass } of open)
          if (tile >= start && tile < end && from <= cutoff) pass.add(value, times);
      }
      if (!(await more())) break;
    }
    return finished(open);
  };
}

interface OpenRange extends TileRange {
  readonly measure: number;
  readonly window: number;
  readonly cutoff: number;
  readonly pass: ValuePass;
}

function finished(open: readonly OpenRange[]): PassedValues {
  const found = new Map<number, Map<number, Value[]>>();
  for (const { measure, window, pass } of open) {
    const windows = found.get(measure) ?? new Map<number, Value[]>();
    found.set(measure, windows);
    const values = windows.get(window);
    if (values === undefined) windows.set(window, [pass.finish()]);
    else values.push(pass.finish());
  }
  return found;
}

type Cell = (row: number) => Value;

interface ValueRows {
  readonly count: number;
  readonly keyCells: readonly Cell[];
  readonly sinceOf: Cell;
  readonly tileOf: Cell;
  readonly countOf: Cell;
  readonly valueOf: Cell;
}

function isSame(cells: readonly Cell[], row: number, key: readonly Value[]): boolean {
  for (let i = 0; i < cells.length; i++) if (cells[i]?.(row) !== key[i]) return false;
  return true;
}

const NOTHING: Cell = () => null;

async function* valueRows(
  connection: DuckDBConnection,
  sql: string,
  types: readonly DataType[],
  held: HeldValues,
): AsyncGenerator<ValueRows> {
  for await (const { count, columns } of streamChunks(connection, sql, types)) {
    checkHeap(held);
    const cells = types.map((type, i): Cell => {
      const column = columns[i];
      return column === undefined ? NOTHING : valueReader(column, type);
    });
    const [sinceOf = NOTHING, tileOf = NOTHING, countOf = NOTHING, valueOf = NOTHING] = cells.slice(-4);
    yield { count, keyCells: cells.slice(0, -4), sinceOf, tileOf, countOf, valueOf };
  }
}
