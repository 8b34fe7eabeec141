import type { AggregateAlgebra, Int64, Value } from "@pinion/core";

const FAN = 16;
const SHIFT = 4;

/** What one aggregate knows of each tile of time. */
export interface Leaves {
  /** The state of a tile; undefined where nothing in it counts. */
  readonly state: (tile: number) => unknown;
  readonly forget: (tile: number) => void;
}

/**
 * States of tiles, `FAN` to a node, worked out where they are asked for: a range of tiles is a few nodes, whatever number of
 * rows they are of. A node that was worked out is forgotten with what it is made of.
 */
export interface TileTree {
  /** A tile is no longer what it was. */
  readonly changed: (tile: number) => void;
  /** Of the tiles from `from` to before `to`, as of an instant. */
  readonly value: (from: number, to: number, asOf: Int64) => Value;
  /** Nothing before this tile is asked for any more. */
  readonly dropBefore: (tile: number) => void;
}

export function tileTree({ merge, finish }: AggregateAlgebra, leaves: Leaves): TileTree {
  /** By level, by node: level 0 sums up tiles. Undefined: not worked out. */
  const levels: Map<number, { readonly state: unknown }>[] = [];
  let dropped = 0;

  const merged = (earlier: unknown, later: unknown): unknown =>
    earlier === undefined ? later : later === undefined ? earlier : merge(earlier, later);

  const node = (level: number, index: number): unknown => {
    const own = (levels[level] ??= new Map());
    const known = own.get(index);
    if (known !== undefined) return known.state;
    const state = foldAll(level - 1, index << SHIFT, (index << SHIFT) + FAN);
    own.set(index, { state });
    return state;
  };

  const foldAll = (level: number, from: number, to: number): unknown => {
    let state: unknown;
    for (let i = from; i < to; i++) state = merged(state, level < 0 ? leaves.state(i) : node(level, i));
    return state;
  };

  /** Of nodes of a level, or of tiles at level -1. */
  const range = (level: number, from: number, to: number): unknown => {
    const start = (from + FAN - 1) & -FAN;
    const end = to & -FAN;
    if (to - from <= FAN || start >= end) return foldAll(level, from, to);
    const middle = range(level + 1, start >> SHIFT, end >> SHIFT);
    return merged(merged(foldAll(level, from, start), middle), foldAll(level, end, to));
  };

  return {
    changed: (tile) => {
      let index = tile >> SHIFT;
      for (const own of levels) {
        // What is above a node that is not worked out is not either.
        if (!own.delete(index)) return;
        index >>= SHIFT;
      }
    },
    value: (from, to, asOf) => finish(from < to ? range(-1, from, to) : undefined, asOf),
    dropBefore: (tile) => {
      for (; dropped < tile; dropped++) {
        leaves.forget(dropped);
        let index = dropped + 1;
        for (const own of levels) {
          if ((index & (FAN - 1)) !== 0) break;
          index >>= SHIFT;
          own.delete(index - 1);
        }
      }
    },
  };
}
