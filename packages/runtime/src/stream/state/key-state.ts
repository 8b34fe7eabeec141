import type { Value } from "@pinion/core";
import type { StreamAggregate, StreamPlan } from "../plan.js";

/** What is known of a key: of each partition that has events of it. */
export interface KeyState {
  readonly key: string;
  /** Of partitions that are this reader's. */
  parts: KeyPart[];
  /** Of others, as they were when these partitions were this reader's. */
  others: KeyPart[];
  /** When time comes to this tile its windows change without an event; Infinity where they never do. */
  due: number;
  /** Under which tile the state store would find it; Infinity where it would not. */
  storedDue: number;
  /** Whether it has events that are not written yet. */
  changed: boolean;
  /** Whether its row has to go out. */
  dirty: boolean;
}

/**
 * Tiles of a key and partition, ascending. There may be millions, so they are no objects: each is a stretch of `cells`
 * with its index, a mark of being changed, and those states that are a few numbers.
 */
export interface KeyPart {
  readonly partition: string;
  readonly cells: number[];
  count: number;
  /** States that are no numbers, tile by tile; undefined for no rows. Of an ordered aggregate its rows. */
  readonly objects: unknown[];
  /** The latest row, where there are row-level features. */
  latest?: LatestRow;
  latestChanged: boolean;
  /** Whose part it is, once events of it were met. */
  of: KeyState | undefined;
  /** The round in which its key was last marked. */
  marked: number;
}

export interface LatestRow {
  readonly micros: number;
  readonly offset: number;
  readonly values: readonly Value[];
}

/** A row of a tile whose order matters, as a state of its own. */
export interface OrderedRow {
  readonly micros: number;
  readonly offset: number;
  readonly state: unknown;
}

/** How a tile stands in cells. */
export interface TileLayout {
  readonly width: number;
  /** By aggregate: where its cells begin in a tile, or minus one minus its place among the objects. */
  readonly places: readonly number[];
  readonly objects: number;
}

export const CHANGED = 1;
const FIRST_STATE = 2;

export function tileLayout(aggregates: readonly StreamAggregate[]): TileLayout {
  let width = FIRST_STATE;
  let objects = 0;
  const places = aggregates.map(({ algebra, ordered }) => {
    if (ordered || algebra.cells === undefined) return -1 - objects++;
    width += algebra.cells.count;
    return width - algebra.cells.count;
  });
  return { width, places, objects };
}

export const newKey = (key: string): KeyState => ({
  ...{ key, parts: [], others: [], due: Infinity, storedDue: Infinity, changed: false, dirty: false },
});

export const newPart = (partition: string): KeyPart => ({
  ...{ partition, cells: doubles(), count: 0, objects: [], latestChanged: false, of: undefined, marked: -1 },
});

/** An array that has its numbers as doubles, one behind the other, from the first on. */
function doubles(): number[] {
  const cells = [0.5];
  cells.length = 0;
  return cells;
}

/** The part of a partition, made where it is missing. */
export function partOf(state: KeyState, partition: string): KeyPart {
  for (const part of state.parts) if (part.partition === partition) return part;
  const part = newPart(partition);
  state.parts.push(part);
  return part;
}

/** The place of the tile of an index, made where it is missing. */
export function tileAt(part: KeyPart, index: number, { width, objects }: TileLayout): number {
  let tile = part.count;
  while (tile > 0 && (part.cells[(tile - 1) * width] ?? 0) > index) tile--;
  if (tile > 0 && part.cells[(tile - 1) * width] === index) return tile - 1;
  const { cells } = part;
  if (tile === part.count) {
    cells.push(index);
    for (let i = 1; i < width; i++) cells.push(0);
  } else {
    cells.splice(tile * width, 0, index, ...Array.from({ length: width - 1 }, () => 0));
  }
  if (objects > 0) part.objects.splice(tile * objects, 0, ...Array.from({ length: objects }));
  part.count++;
  return tile;
}

/** The first tile of an index or a later one. */
export function firstFrom({ cells, count }: KeyPart, index: number, width: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cells[middle * width] ?? 0) < index) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Forgets tiles before an index. */
export function trim(part: KeyPart, index: number, { width, objects }: TileLayout): void {
  const gone = firstFrom(part, index, width);
  if (gone === 0) return;
  part.cells.splice(0, gone * width);
  part.count -= gone;
  if (objects > 0) part.objects.splice(0, gone * objects);
}

/** Adds an event to a tile. */
export function addToTile(
  part: KeyPart,
  tile: number,
  layout: TileLayout,
  aggregates: readonly StreamAggregate[],
  outputs: readonly Value[],
  micros: number,
  offset: number,
): void {
  const at = tile * layout.width;
  const { cells } = part;
  cells[at + CHANGED] = 1;
  for (let i = 0; i < aggregates.length; i++) {
    const aggregate = aggregates[i];
    const value = aggregate?.input(outputs);
    if (aggregate === undefined || value === undefined) continue;
    const { algebra, ordered, keep } = aggregate;
    const place = layout.places[i] ?? 0;
    if (place >= 0) {
      if (algebra.cells?.add !== undefined) {
        algebra.cells.add(cells, at + place, value);
        continue;
      }
      const state = algebra.update(algebra.cells?.load(cells, at + place), value, micros);
      algebra.cells?.store(cells, at + place, state);
      continue;
    }
    const object = tile * layout.objects - 1 - place;
    const before = part.objects[object];
    if (!ordered) {
      part.objects[object] = algebra.update(before ?? algebra.init(), value, micros);
    } else if (value !== null || keep === undefined) {
      const row = { micros, offset, state: algebra.update(algebra.init(), value, micros) };
      part.objects[object] = withRow((before ?? []) as readonly OrderedRow[], row, keep);
    }
  }
}

const byTime = (a: OrderedRow, b: OrderedRow): number => a.micros - b.micros || a.offset - b.offset;

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
