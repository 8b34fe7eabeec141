import type { Value } from "@pinion/core";
import type { StreamAggregate, StreamPlan, WindowReading } from "../plan.js";
import {
  firstFrom,
  newPart,
  tileAt,
  type KeyPart,
  type KeyState,
  type LatestRow,
  type OrderedRow,
  type TileLayout,
} from "./key-state.js";

/** Reads what a key's windows and its latest row are. */
export interface KeyReader {
  /** Row-level features and windows in the order of the plan, as of the end of the tile before `end`. */
  readonly values: (state: KeyState, end: number, asOf: number) => Value[];
  /** The tile at which a window loses the next tile of its own; Infinity where none does. */
  readonly due: (state: KeyState, end: number) => number;
}

/** Windows over one aggregate, the shortest first, each with its place among the values. */
interface Reading {
  readonly aggregate: StreamAggregate;
  readonly place: number;
  /** Where cells are put together, over and over. */
  readonly merged: number[];
  readonly windows: readonly (WindowReading & { readonly into: number })[];
}

export function keyReader(plan: StreamPlan, layout: TileLayout): KeyReader {
  const { rows, windows } = plan;
  const readings = plan.aggregates.map((aggregate, i): Reading => ({
    aggregate,
    place: layout.places[i] ?? 0,
    merged: Array.from<number>({ length: aggregate.algebra.cells?.count ?? 0 }).fill(0),
    windows: windows
      .map((window, w) => ({ ...window, into: rows.length + w }))
      .filter((window) => window.aggregate === i)
      .toSorted((a, b) => a.tiles - b.tiles),
  }));
  const lengths = [...new Set(windows.map(({ tiles }) => tiles))];
  const none = newPart("");

  return {
    values: ({ parts }, end, asOf) => {
      const values: Value[] = [];
      if (rows.length > 0) {
        const latest = newest(parts);
        for (const [i, { fallback }] of rows.entries()) values[i] = latest?.values[i] ?? fallback;
      }
      const [first = none] = parts;
      const all = parts.length > 1 ? joined(parts, plan.aggregates, layout) : first;
      for (const reading of readings) readWindows(all, layout, reading, end, asOf, values);
      return values;
    },
    due: ({ parts }, end) => {
      let due = Infinity;
      for (const part of parts) {
        for (const length of lengths) {
          const tile = firstFrom(part, end - length, layout.width);
          if (tile >= part.count) continue;
          due = Math.min(due, (part.cells[tile * layout.width] ?? Infinity) + length + 1);
        }
      }
      return due;
    },
  };
}

const newest = (parts: readonly KeyPart[]): LatestRow | undefined =>
  parts.reduce<LatestRow | undefined>(
    (best, { latest }) =>
      latest !== undefined && (best === undefined || latest.micros >= best.micros) ? latest : best,
    undefined,
  );

/** Walks back from the newest tile, so that every longer window goes on where a shorter one ended. */
function readWindows(
  part: KeyPart,
  layout: TileLayout,
  reading: Reading,
  end: number,
  asOf: number,
  values: Value[],
): void {
  const { aggregate, place, windows, merged } = reading;
  const { algebra } = aggregate;
  const own = place >= 0 ? algebra.cells : undefined;
  const { cells } = part;
  const { width } = layout;
  /** Of the tiles so far; of cells that can be put together as they are, only what `merged` comes to. */
  let state: unknown;
  let isMerged = false;
  const sofar = (): unknown => (isMerged ? own?.load(merged, 0) : state);
  let next = 0;
  let window = windows[next];
  for (let t = part.count - 1; t >= 0 && window !== undefined; t--) {
    const index = cells[t * width] ?? 0;
    if (index >= end) continue;
    while (window !== undefined && index < end - window.tiles) {
      values[window.into] = window.finalise(algebra.finish(sofar(), asOf));
      window = windows[++next];
    }
    if (window === undefined) return;
    if (own?.merge !== undefined) {
      const at = t * width + place;
      if (isMerged) own.merge(merged, 0, cells, at);
      else for (let i = 0; i < own.count; i++) merged[i] = cells[at + i] ?? 0;
      isMerged = true;
      continue;
    }
    const tile =
      own === undefined
        ? objectOf(aggregate, part.objects[t * layout.objects - 1 - place])
        : own.load(cells, t * width + place);
    if (tile !== undefined) state = state === undefined ? tile : algebra.merge(tile, state);
  }
  for (; window !== undefined; window = windows[++next]) {
    values[window.into] = window.finalise(algebra.finish(sofar(), asOf));
  }
}
/** One state of a tile's rows. */
const objectOf = ({ ordered, algebra }: StreamAggregate, states: unknown): unknown =>
  ordered && states !== undefined
    ? (states as readonly OrderedRow[]).map(({ state }) => state).reduce((a, b) => algebra.merge(a, b))
    : states;

/** The tiles of several partitions as those of one. */
function joined(
  parts: readonly KeyPart[],
  aggregates: readonly StreamAggregate[],
  layout: TileLayout,
): KeyPart {
  const { width, objects } = layout;
  const all = newPart("");
  for (const part of parts) {
    for (let t = 0; t < part.count; t++) {
      const tile = tileAt(all, part.cells[t * width] ?? 0, layout);
      aggregates.forEach(({ algebra, ordered }, i) => {
        const place = layout.places[i] ?? 0;
        const { cells } = algebra;
        if (place >= 0 && cells !== undefined) {
          const at = tile * width + place;
          const earlier = cells.load(all.cells, at);
          cells.store(all.cells, at, algebra.merge(earlier, cells.load(part.cells, t * width + place)));
          return;
        }
        const states = part.objects[t * objects - 1 - place];
        const into = tile * objects - 1 - place;
        const there = all.objects[into];
        if (states === undefined) return;
        if (there === undefined) all.objects[into] = states;
        else all.objects[into] = ordered ? byTime(there, states) : algebra.merge(there, states);
      });
    }
  }
  return all;
}

const byTime = (a: unknown, b: unknown): readonly OrderedRow[] =>
  [...(a as readonly OrderedRow[]), ...(b as readonly OrderedRow[])].sort((x, y) => x.micros - y.micros);
