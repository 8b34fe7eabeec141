import type { Int64, WindowBounds } from "@pinion/core";
import { windowRange } from "./windows.js";

/**
 * Time cut at every edge of every window of every cutoff: tile i holds the instants from `edges[i - 1]` to
 * before `edges[i]`, tile 0 all before the first edge. A window is a whole number of tiles, whatever its
 * length, so nothing is rounded.
 */
export interface Tiles {
  /** Ascending, distinct, microseconds. */
  readonly edges: readonly bigint[];
  /** What each cutoff sees, in the order of the cutoffs. */
  readonly cutoffs: readonly CutoffTiles[];
}

export interface CutoffTiles {
  readonly asOf: Int64;
  /** Tiles before this one hold the rows before the cutoff. */
  readonly end: number;
  /** For each window, in the order given, its first tile. */
  readonly starts: readonly number[];
}

/** The tiles of cutoffs (ascending) and windows. */
export function tilesOf(cutoffs: readonly Int64[], windows: readonly number[], bounds: WindowBounds): Tiles {
  const ranges = cutoffs.map((asOf) => windows.map((window) => windowRange(asOf, window, bounds)));
  const ends = cutoffs.map((asOf) => windowRange(asOf, 0, bounds).to);
  const distinct = new Set([...ends, ...ranges.flat().map((range) => range.from)]);
  const edges = [...distinct].toSorted((a, b) => (a < b ? -1 : 1));
  const tileFrom = new Map(edges.map((edge, i) => [edge, i + 1]));
  return {
    edges,
    cutoffs: cutoffs.map((asOf, i) => ({
      asOf,
      end: tileFrom.get(ends[i] ?? 0n) ?? 0,
      starts: (ranges[i] ?? []).map((range) => tileFrom.get(range.from) ?? 0),
    })),
  };
}

/** Edges that follow each other at one distance. */
export interface Run {
  readonly first: bigint;
  readonly step: bigint;
  readonly count: number;
  /** The index of the first edge. */
  readonly index: number;
}

/** The edges as as few runs of equal distance as a greedy cut gives. */
export function runsOf(edges: readonly bigint[]): readonly Run[] {
  const runs: Run[] = [];
  let at = 0;
  while (at < edges.length) {
    const first = edges[at] ?? 0n;
    const step = (edges[at + 1] ?? first + 1n) - first;
    let count = 1;
    while (at + count < edges.length && edges[at + count] === first + step * BigInt(count)) count++;
    runs.push({ first, step, count, index: at });
    at += count;
  }
  return runs;
}
