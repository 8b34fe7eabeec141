import { algebraOf, inputOf, type AggregateEntry, type Value } from "@pinion/core";
import type { KeyRows } from "../key-rows.js";
import { rowValue, type RowColumn } from "../row-column.js";
import { tileTree, type Leaves } from "../tile-tree.js";
import { outputsOf } from "./choose.js";
import { microsOf } from "./states.js";

/** One aggregate over tiles of time: rows go into the states of their tiles and are forgotten. */
export interface TileReader {
  /** The rows that are added next are of these. */
  readonly begin: (rows: KeyRows) => void;
  readonly add: (row: number, tile: number) => void;
  readonly value: (from: number, to: number, asOf: number | bigint) => Value;
  readonly dropBefore: (tile: number) => void;
}

/** Aggregates that depend on the order of rows, and how many of a tile's first or last they need. */
const ORDERED: ReadonlySet<string> = new Set(["latest", "first", "lastN", "firstN"]);

/** `late`: rows may come after others of a later time. */
export function tileReader(entry: AggregateEntry, late: boolean): TileReader {
  const algebra = algebraOf(entry);
  const input = inputOf(entry);
  const outputs: Value[] = [];
  let times: KeyRows["times"] = new Float64Array(0);
  let places: KeyRows["places"];
  let columns: readonly (readonly [number, RowColumn | undefined])[] = [];
  const inputOfRow = (row: number): Value | undefined => {
    for (const [output, column] of columns)
      outputs[output] = column === undefined ? null : rowValue(column, row);
    return input(outputs);
  };

  const kept = late && ORDERED.has(entry.op);
  const states = new Map<number, unknown>();
  // Rows mostly come tile by tile: the state of the last one is at hand.
  let current = -1;
  let own: unknown;
  const entries = new Map<number, Entry[]>();
  const limit = entry.groupBy === undefined ? limitOf(entry) : Infinity;
  const leaves: Leaves = kept
    ? {
        state: (tile) => {
          const rows = entries.get(tile);
          if (rows === undefined) return undefined;
          return rows.reduce<unknown>(
            (state, { value, time }) => algebra.update(state, value, microsOf(time)),
            algebra.init(),
          );
        },
        forget: (tile) => void entries.delete(tile),
      }
    : {
        state: (tile) => (tile === current ? own : states.get(tile)),
        forget: (tile) => {
          if (tile === current) current = -1;
          states.delete(tile);
        },
      };
  const tree = tileTree(algebra, leaves);

  return {
    begin: (rows) => {
      times = rows.times;
      places = rows.places;
      columns = outputsOf(entry).map((output) => [output, rows.columns.get(`o${output}`)] as const);
    },
    add: (row, tile) => {
      const value = inputOfRow(row);
      if (value === undefined) return;
      const time = times[row] as number | bigint;
      if (kept) {
        // NULLs are what these skip.
        if (value === null) return;
        const rows = entries.get(tile) ?? [];
        entries.set(tile, rows);
        keep(rows, { time, place: places?.[row] ?? 0, value }, entry.op, limit);
        tree.changed(tile);
        return;
      }
      if (tile !== current) {
        if (current >= 0) states.set(current, own);
        current = tile;
        own = states.get(tile) ?? algebra.init();
        tree.changed(tile);
      } else if (late) tree.changed(tile);
      own = algebra.update(own, value, microsOf(time));
    },
    value: (from, to, asOf) => tree.value(from, to, microsOf(asOf)),
    dropBefore: tree.dropBefore,
  };
}

/** A row that came out of order, where its order counts. */
interface Entry {
  readonly time: number | bigint;
  readonly place: number | bigint;
  readonly value: Value;
}

function keep(own: Entry[], entry: Entry, op: string, limit: number): void {
  let at = own.length;
  while (at > 0 && isAfter(own[at - 1] as Entry, entry)) at--;
  own.splice(at, 0, entry);
  if (own.length <= limit) return;
  if (op === "latest" || op === "lastN") own.shift();
  else own.pop();
}

const isAfter = (a: Entry, b: Entry): boolean => a.time > b.time || (a.time === b.time && a.place > b.place);

const limitOf = ({ op, parameters }: AggregateEntry): number =>
  op === "latest" || op === "first" ? 1 : (parameters?.n ?? 1);
