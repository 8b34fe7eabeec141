import type { AggregateAlgebra, Int64, Value } from "@pinion/core";
import type { Times } from "../key-rows.js";
import { setValue } from "../value-column.js";
import type { RangeReader } from "./reader.js";
import { longestOf, rowsTaken, twoStacks, type SlidingRanges } from "./two-stacks.js";

const FAN = 16;
const SHIFT = 4;

/** What a row gives to the aggregate; undefined where the row does not count. */
export type InputOfRow = (row: number) => Value | undefined;

export interface StateReader extends RangeReader {
  /** A row has come that was not there before: what was worked out over it is no longer so. */
  readonly changed: (row: number) => void;
}

/** The state of no rows that count, once that is known. */
const NONE = Symbol("none");
type Node = unknown;

/**
 * Any aggregate by its states: windows that slide over neighbouring rows by two stacks, others over a tree that is worked out where
 * it is asked for, and which all windows share. A state that came of a merge is never updated, for it may share parts with others.
 * Where rows come between two reads, what the tree keeps is worth more.
 */
export function stateReader(
  algebra: AggregateAlgebra,
  inputOf: InputOfRow,
  times: Times,
  rowsCome: boolean,
): StateReader {
  const rowsARange = grows(algebra) ? ROWS_A_RANGE.many : ROWS_A_RANGE.few;
  /** By level, by node; level 0 sums up rows. */
  let levels: Node[][] = [];
  let first = 0;
  let size = 0;

  const fold = (known: unknown, from: number, to: number): unknown => {
    let state = known;
    for (let row = from; row < to; row++) {
      const input = inputOf(row);
      if (input === undefined) continue;
      state = algebra.update(state === undefined ? algebra.init() : state, input, microsOf(times[row]));
    }
    return state;
  };
  const rows = (from: number, to: number): Node => {
    const state = fold(undefined, from, to);
    return state === undefined ? NONE : state;
  };
  const merged = (earlier: Node, later: Node): Node =>
    earlier === NONE ? later : later === NONE ? earlier : algebra.merge(earlier, later);

  const node = (level: number, index: number): Node => {
    const own = (levels[level] ??= []);
    const known = own[index];
    if (known !== undefined) return known;
    const from = index << SHIFT;
    let made: Node = NONE;
    if (level === 0) made = rows(first + from, Math.min(first + from + FAN, first + size));
    else for (let i = from; i < from + FAN; i++) made = merged(made, node(level - 1, i));
    own[index] = made;
    return made;
  };

  /** Of nodes of a level, or of rows at level -1; both ends counted from the key's first row. */
  const range = (level: number, from: number, to: number): Node => {
    if (to - from <= FAN) {
      if (level < 0) return rows(first + from, first + to);
      let made: Node = NONE;
      for (let i = from; i < to; i++) made = merged(made, node(level, i));
      return made;
    }
    const start = (from + FAN - 1) & -FAN;
    const end = to & -FAN;
    if (start >= end) return merged(range(level, from, start), range(level, start, to));
    const left = start === from ? NONE : range(level, from, start);
    const middle = range(level + 1, start >> SHIFT, end >> SHIFT);
    const right = end === to ? NONE : range(level, end, to);
    return merged(merged(left, middle), right);
  };

  return {
    begin: (start, end) => {
      first = start;
      size = end - start;
      levels = [];
    },
    changed: (row) => {
      let index = (row - first) >> SHIFT;
      for (const own of levels) {
        own[index] = undefined;
        index >>= SHIFT;
      }
    },
    read: ({ count, hi, target, asOf }, windows) => {
      for (const { lo, column: out } of windows) {
        const put = (i: number, state: unknown): void =>
          setValue(out, target[i] as number, algebra.finish(state, microsOf(asOf[i])));
        const ranges = { count, lo, hi };
        const most = rowsCome ? 0 : frontOf(ranges, rowsARange);
        if (most > 0) {
          twoStacks({ fold, merge: algebra.merge }, ranges, most, put);
          continue;
        }
        for (let i = 0; i < count; i++) {
          const from = (lo[i] as number) - first;
          const to = (hi[i] as number) - first;
          const state = from < to ? range(-1, from, to) : NONE;
          put(i, state === NONE ? undefined : state);
        }
      }
    },
  };
}

/** How many rows the states of a front may be of, all together. */
const FRONT_ROWS = 1_000_000;
/**
 * So many rows two stacks may take for each range, beyond which the tree is quicker: where to merge states is about what a row is, and
 * where it is as much as thousands.
 */
const ROWS_A_RANGE = { few: 64, many: 32_768 };

/** Whether states grow with the values. */
const grows = ({ duckdb, pass }: AggregateAlgebra): boolean =>
  pass !== undefined || (duckdb?.gathered === true && duckdb.timed !== true);

/** How many ranges a front of two stacks is made for; 0 where the tree is quicker. */
function frontOf(ranges: SlidingRanges, rowsARange: number): number {
  const longest = longestOf(ranges);
  if (longest <= FAN) return 0;
  const most = Math.max(1, Math.floor(FRONT_ROWS / longest));
  const again = Math.floor(ranges.count / most) * longest;
  return rowsTaken(ranges) + again <= rowsARange * ranges.count ? most : 0;
}

/** As values hold instants. */
export function microsOf(time: number | bigint | undefined): Int64 {
  if (typeof time !== "bigint") return time ?? 0;
  const number = Number(time);
  return Number.isSafeInteger(number) ? number : time;
}
