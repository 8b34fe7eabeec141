import type { Partial, PartialAlgebra } from "./partials.js";

/** The partials of one key: tiles ascending, with the partial of each. */
export interface TilePartials {
  readonly tiles: readonly number[];
  readonly partials: readonly Partial[];
}

/** A range of tiles: from `start` to before `end`. */
export interface TileRange {
  readonly start: number;
  readonly end: number;
}

/**
 * The partial of every range; undefined where it holds no tile. Ranges move forward only (neither end ever goes back),
 * so two stacks do it in one pass without ever subtracting: Tangwongsan, Hirzel, Schneider,
 * "Low-Latency Sliding-Window Aggregation in Worst-Case Constant Time", 2017, section 2.
 */
export function slide(
  { tiles, partials }: TilePartials,
  ranges: readonly TileRange[],
  { combine }: PartialAlgebra,
): readonly (Partial | undefined)[] {
  // `front[i]`: all from position i up to where the back begins. `back`: all that came since.
  let front: Partial[] = [];
  let frontAt = 0;
  let back: Partial | undefined;
  let backFrom = 0;
  let taken = 0;
  let dropped = 0;

  return ranges.map(({ start, end }) => {
    while (taken < tiles.length && (tiles[taken] ?? 0) < end) {
      const partial = partials[taken] ?? null;
      back = back === undefined ? partial : combine(back, partial);
      taken++;
    }
    while (dropped < taken && (tiles[dropped] ?? 0) < start) dropped++;
    if (dropped >= backFrom) {
      // The front is used up: what is left of the back becomes the new front.
      front = suffixes(partials.slice(dropped, taken), combine);
      frontAt = dropped;
      backFrom = taken;
      back = undefined;
    }
    const head = front[dropped - frontAt];
    if (head === undefined) return back;
    return back === undefined ? head : combine(head, back);
  });
}

/** For each position the combination of all from there to the end. */
function suffixes(partials: readonly Partial[], combine: PartialAlgebra["combine"]): Partial[] {
  const all = [...partials];
  for (let i = all.length - 2; i >= 0; i--) all[i] = combine(partials[i] ?? null, all[i + 1] ?? null);
  return all;
}
