import type { AggregateEntry } from "@pinion/core";
import type { KeyRows } from "../key-rows.js";
import { setNumber, type ValueColumn } from "../value-column.js";
import { passingOf } from "./choose.js";
import { neutralOf, numberTree, type NumberOp, type NumberTree } from "./number-tree.js";

/** One aggregate of numbers over tiles of time, in two arrays: rows come in the order of time, and are read once all are in. */
export interface NumberTiles {
  /** Rows, with the tile of each. */
  readonly add: (rows: KeyRows, tiles: Int32Array) => void;
  /** Behind the last rows. */
  readonly done: () => void;
  /** Sets the value of the tiles from `from` to before `to`. */
  readonly set: (column: ValueColumn, target: number, from: number, to: number) => void;
}

const NUMBERS: ReadonlySet<string | undefined> = new Set(["tinyint", "smallint", "int", "float", "double"]);
const OPS: ReadonlySet<string> = new Set(["sum", "avg", "min", "max"]);

/** Whether doubles hold all that an aggregate comes by, whatever its rows hold. */
export function isOfNumbers({ op, argumentType, groupBy, type }: AggregateEntry): boolean {
  if (groupBy !== undefined) return false;
  if (op === "count") return true;
  // Sums of integers may be more than a double holds.
  return OPS.has(op) && NUMBERS.has(argumentType) && (op !== "sum" || type === "double");
}

/** Of an aggregate that {@link isOfNumbers}. */
export function numberTiles(entry: AggregateEntry, size: number): NumberTiles {
  const op = entry.op === "count" ? undefined : (entry.op as NumberOp);
  const values = op === undefined ? undefined : new Float64Array(size).fill(neutralOf(op));
  /** How many rows have counted in the tiles before one. */
  const counted = new Float64Array(size + 1);
  let tree: NumberTree | undefined;
  return {
    add: (rows, tiles) => {
      const numbers = rows.columns.get(`o${entry.argument ?? -1}`)?.numbers;
      const passing = passingOf(entry, rows);
      if (op !== undefined && numbers === undefined) throw new Error(`${entry.op} of what is no number`);
      for (let i = 0; i < rows.rows; i++) {
        if (passing !== undefined && passing[i] === 0) continue;
        const tile = (tiles[i] as number) + 1;
        counted[tile] = (counted[tile] as number) + 1;
      }
      if (op === undefined || values === undefined || numbers === undefined) return;
      for (let i = 0; i < rows.rows; i++) {
        if (passing !== undefined && passing[i] === 0) continue;
        const tile = tiles[i] as number;
        const value = numbers[i] as number;
        const known = values[tile] as number;
        if (op === "min") {
          if (value < known || known !== known) values[tile] = value;
        } else if (op === "max") {
          if (value > known || value !== value) values[tile] = value;
        } else values[tile] = known + value;
      }
    },
    done: () => {
      for (let i = 0; i < size; i++) counted[i + 1] = (counted[i + 1] as number) + (counted[i] as number);
      if (op === undefined || values === undefined) return;
      tree = numberTree(op, size);
      tree.build(values, 0, size);
    },
    set: (column, target, from, to) => {
      const count = from < to ? (counted[to] as number) - (counted[from] as number) : 0;
      if (tree === undefined) setNumber(column, target, count);
      else if (count > 0) {
        const folded = tree.fold(from, to);
        setNumber(column, target, op === "avg" ? folded / count : folded);
      }
    },
  };
}
