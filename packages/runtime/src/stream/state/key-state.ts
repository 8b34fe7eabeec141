import type { Value } from "@pinion/core";
import type { StreamAggregate, StreamPlan, WindowReading } from "../plan.js";

/** What is known of a key: of each partition that has events of it. */
export interface KeyState {
  readonly key: string;
  readonly parts: Map<string, KeyPart>;
}

export interface KeyPart {
  readonly partition: string;
  /** Ascending. */
  readonly tiles: Tile[];
  /** Tiles that are past every window and still stored. */
  readonly expired: number[];
  /** The latest row, where there are row-level features. */
  latest?: LatestRow;
  latestChanged: boolean;
}

export interface LatestRow {
  readonly micros: number;
  readonly offset: number;
  readonly values: readonly Value[];
}

export interface Tile {
  readonly index: number;
  /** By aggregate: its state, or of an ordered one its rows; undefined for no rows. */
  readonly states: unknown[];
  changed: boolean;
}

/** A row of a tile whose order matters, as a state of its own. */
export interface OrderedRow {
  readonly micros: number;
  readonly offset: number;
  readonly state: unknown;
}

export const newPart = (partition: string): KeyPart => ({
  partition,
  tiles: [],
  expired: [],
  latestChanged: false,
});

/** The tile of an index, made where it is missing. */
export function tileAt(part: KeyPart, index: number): { readonly tile: Tile; readonly made: boolean } {
  const { tiles } = part;
  let at = tiles.length;
  while (at > 0 && (tiles[at - 1]?.index ?? 0) > index) at--;
  const before = tiles[at - 1];
  if (before?.index === index) return { tile: before, made: false };
  const tile: Tile = { index, states: [], changed: true };
  tiles.splice(at, 0, tile);
  return { tile, made: true };
}

/** Adds an event to a tile. */
export function addToTile(
  tile: Tile,
  aggregates: readonly StreamAggregate[],
  outputs: readonly Value[],
  micros: number,
  offset: number,
): void {
  tile.changed = true;
  for (let i = 0; i < aggregates.length; i++) {
    const aggregate = aggregates[i];
    const value = aggregate?.input(outputs);
    if (aggregate === undefined || value === undefined) continue;
    const { algebra, ordered } = aggregate;
    if (!ordered) {
      tile.states[i] = algebra.update(tile.states[i] ?? algebra.init(), value, micros);
      continue;
    }
    if (value === null && aggregate.keep !== undefined) continue;
    const row = { micros, offset, state: algebra.update(algebra.init(), value, micros) };
    tile.states[i] = withRow((tile.states[i] ?? []) as readonly OrderedRow[], row, aggregate.keep);
  }
}

export const byTime = (a: OrderedRow, b: OrderedRow): number => a.micros - b.micros || a.offset - b.offset;

function withRow(
  rows: readonly OrderedRow[],
  row: OrderedRow,
  keep: StreamAggregate["keep"],
): readonly OrderedRow[] {
  const [only] = rows;
  if (keep !== undefined && only !== undefined) {
    return byTime(row, only) > 0 === (keep === "last") ? [row] : rows;
  }
  let at = rows.length;
  while (at > 0 && byTime(rows[at - 1] as OrderedRow, row) > 0) at--;
  return rows.toSpliced(at, 0, row);
}

/** Notes the latest row of a key. */
export function addLatest(
  part: KeyPart,
  plan: StreamPlan,
  micros: number,
  offset: number,
  outputs: readonly Value[],
): void {
  const { latest } = part;
  if (
    latest !== undefined &&
    (latest.micros > micros || (latest.micros === micros && latest.offset > offset))
  )
    return;
  part.latest = { micros, offset, values: plan.rows.map(({ output }) => outputs[output] ?? null) };
  part.latestChanged = true;
}

/** The values of all windows as of the end of the tile before `end`, and of row-level features. */
export function valuesOf(state: KeyState, plan: StreamPlan, end: number, asOf: number): Map<string, Value> {
  const values = new Map<string, Value>();
  const parts = [...state.parts.values()];
  plan.aggregates.forEach((aggregate, i) => {
    const readings = plan.windows.filter((window) => window.aggregate === i);
    readWindows(statesOf(parts, aggregate, i), aggregate, readings, end, asOf, values);
  });
  if (plan.rows.length > 0) {
    const latest = parts.reduce<LatestRow | undefined>(
      (best, { latest: row }) =>
        row !== undefined && (best === undefined || row.micros >= best.micros) ? row : best,
      undefined,
    );
    plan.rows.forEach(({ feature, fallback }, i) => values.set(feature, latest?.values[i] ?? fallback));
  }
  return values;
}

interface Indexed {
  readonly index: number;
  readonly state: unknown;
}

/** The state of each tile, ascending; those of several partitions become one. */
function statesOf(parts: readonly KeyPart[], aggregate: StreamAggregate, i: number): readonly Indexed[] {
  const { merge } = aggregate.algebra;
  const single = (states: unknown): unknown =>
    aggregate.ordered
      ? (states as readonly OrderedRow[]).map((row) => row.state).reduce((a, b) => merge(a, b))
      : states;
  const [first, ...others] = parts;
  if (first === undefined) return [];
  if (others.length === 0) {
    return first.tiles.flatMap(({ index, states }) =>
      states[i] === undefined ? [] : [{ index, state: single(states[i]) }],
    );
  }
  const byIndex = new Map<number, unknown>();
  for (const { tiles } of parts) {
    for (const { index, states } of tiles) {
      const state = states[i];
      if (state === undefined) continue;
      const there = byIndex.get(index);
      byIndex.set(index, there === undefined ? state : joined(aggregate, there, state));
    }
  }
  return [...byIndex].sort(([a], [b]) => a - b).map(([index, state]) => ({ index, state: single(state) }));
}

const joined = ({ ordered, algebra }: StreamAggregate, a: unknown, b: unknown): unknown =>
  ordered
    ? [...(a as readonly OrderedRow[]), ...(b as readonly OrderedRow[])].sort((x, y) => x.micros - y.micros)
    : algebra.merge(a, b);

/** Walks back from the newest tile, so that every longer window goes on where a shorter one ended. */
function readWindows(
  tiles: readonly Indexed[],
  { algebra }: StreamAggregate,
  readings: readonly WindowReading[],
  end: number,
  asOf: number,
  values: Map<string, Value>,
): void {
  const order = readings.toSorted((a, b) => a.tiles - b.tiles);
  let state: unknown;
  let next = 0;
  const finishBefore = (index: number): void => {
    for (
      let reading = order[next];
      reading !== undefined && index < end - reading.tiles;
      reading = order[++next]
    ) {
      values.set(reading.feature, reading.finalise(algebra.finish(state, asOf)));
    }
  };
  for (let t = tiles.length - 1; t >= 0; t--) {
    const tile = tiles[t];
    if (tile === undefined || tile.index >= end) continue;
    finishBefore(tile.index);
    state = state === undefined ? tile.state : algebra.merge(tile.state, state);
  }
  finishBefore(-Infinity);
}
