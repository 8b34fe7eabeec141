import type { AggregateAlgebra } from "@pinion/core";

/** One key: tiles ascending, with the state of each. */
export interface TileStates {
  readonly tiles: readonly number[];
  readonly states: readonly unknown[];
  /** For each the first of the ranges that sees it; absent where every range does. */
  readonly since?: readonly number[];
}

/** A range of tiles: from `start` to before `end`. */
export interface TileRange {
  readonly start: number;
  readonly end: number;
}

/**
 * The state of every range; undefined where it holds no tile. Ranges move forward only (neither end ever goes back),
 * so two stacks do it in one pass without ever subtracting: Tangwongsan, Hirzel, Schneider,
 * "Low-Latency Sliding-Window Aggregation in Worst-Case Constant Time", 2017, section 2.
 */
export function slide(
  { tiles, states, since }: TileStates,
  ranges: readonly TileRange[],
  { merge }: Pick<AggregateAlgebra, "merge">,
): readonly unknown[] {
  if (since?.some((from) => from > 0) === true) {
    // What is seen late makes other states of the same tiles: each range by itself.
    return ranges.map((range, i) => {
      const seen = states.flatMap((_, at) => ((since[at] ?? 0) <= i ? [at] : []));
      return together(
        seen.map((at) => tiles[at] ?? 0),
        seen.map((at) => states[at]),
        range,
        merge,
      );
    });
  }
  const [only] = ranges;
  if (only !== undefined && ranges.length === 1) return [together(tiles, states, only, merge)];
  // `front[i]`: all from position i up to where the back begins. `back`: all that came since.
  let front: unknown[] = [];
  let frontAt = 0;
  let back: unknown;
  let backFrom = 0;
  let taken = 0;
  let dropped = 0;

  return ranges.map(({ start, end }) => {
    while (taken < tiles.length && (tiles[taken] ?? 0) < end) {
      const state = states[taken];
      back = back === undefined ? state : merge(back, state);
      taken++;
    }
    while (dropped < taken && (tiles[dropped] ?? 0) < start) dropped++;
    if (dropped >= backFrom) {
      // The front is used up: what is left of the back becomes the new front.
      front = suffixes(states.slice(dropped, taken), merge);
      frontAt = dropped;
      backFrom = taken;
      back = undefined;
    }
    const head = front[dropped - frontAt];
    if (head === undefined) return back;
    return back === undefined ? head : merge(head, back);
  });
}

/** The state of one range. */
function together(
  tiles: readonly number[],
  states: readonly unknown[],
  { start, end }: TileRange,
  merge: AggregateAlgebra["merge"],
): unknown {
  let state: unknown;
  for (let i = 0; i < tiles.length; i++) {
    const tile = tiles[i] ?? 0;
    if (tile >= end) break;
    if (tile >= start) state = state === undefined ? states[i] : merge(state, states[i]);
  }
  return state;
}

/** For each position the combination of all from there to the end. */
function suffixes(states: readonly unknown[], merge: AggregateAlgebra["merge"]): unknown[] {
  const all = [...states];
  for (let i = all.length - 2; i >= 0; i--) all[i] = merge(states[i], all[i + 1]);
  return all;
}
