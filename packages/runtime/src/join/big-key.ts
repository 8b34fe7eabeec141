import type { AggregateEntry, Value, WindowBounds } from "@pinion/core";
import { checkHeap } from "../aggregate/held-values.js";
import { upperEnd, type ReadFeature } from "./group-features.js";
import type { KeyRows } from "./key-rows.js";
import type { ObservedOrder } from "./observed-order.js";
import { isOfNumbers, numberTiles, type NumberTiles } from "./readers/number-tiles.js";
import { tileReader, type TileReader } from "./readers/tiles.js";
import { firstAfter } from "./positions.js";
import { rowValue } from "./row-column.js";
import { setValue } from "./value-column.js";
import { isPassed } from "./value-passes.js";

/** One key whose rows do not fit in memory, and some of its observations. */
export interface BigKey {
  readonly source: string;
  readonly observations: ObservedOrder;
  /** Places of observations, in the order of their times. */
  readonly targets: Int32Array;
  readonly features: readonly ReadFeature[];
  readonly bounds: WindowBounds;
  readonly seen: ReadonlyMap<number, Uint8Array>;
}

export interface BigKeySweep {
  /** Rows of the key, as they come to be seen: by the later of event time and created time. */
  readonly add: (rows: KeyRows) => void;
  /** Reads what has not been read yet. */
  readonly finish: () => void;
}

type Instant = number | bigint;

/** What one observation reads with one delay, once all rows before `until` are in. */
interface Read {
  readonly target: number;
  readonly asOf: Instant;
  readonly until: Instant;
  readonly delay: number;
}

/**
 * Rows are not kept: each goes into the state of its tile, and time is cut into tiles at the ends of the observations'
 * windows, so that a window is a whole number of them. Memory grows with the observations, not with the rows.
 */
export function sweepBigKey({ source, observations, targets, features, bounds, seen }: BigKey): BigKeySweep {
  const upper = upperEnd(bounds);
  const wide = observations.times instanceof BigInt64Array;
  const minus = (time: Instant, micros: number): Instant =>
    wide ? BigInt(time) - BigInt(micros) : (time as number) - micros;
  const reads = [...seen.keys()]
    .flatMap((delay) =>
      Array.from(targets, (target): Read => {
        const asOf = minus(observations.times[target] as Instant, delay);
        return { target, delay, asOf, until: minus(asOf, -upper) };
      }),
    )
    .toSorted((a, b) => compare(a.until, b.until));
  const edges = edgesOf(reads, features, minus, wide);
  // Tile i holds the instants from edge i - 1 to before edge i.
  const tileOf = (time: Instant): number => firstAfter(edges, time);
  const needed = neededFrom(reads, features, minus, tileOf);
  const byDelay = new Map<number, readonly ReadFeature[]>();
  for (const feature of features)
    byDelay.set(feature.delay, [...(byDelay.get(feature.delay) ?? []), feature]);

  const readers = new Map<AggregateEntry, TileReader>();
  /** Numbers that come in the order of time: their tiles stand in arrays, and are read once all rows are in. */
  let numbers: ReadonlyMap<AggregateEntry, NumberTiles> | undefined;
  let all: readonly TileReader[] = [];
  const latest = latestRow();
  const readsRows = features.some(({ aggregate }) => aggregate === undefined);
  const held = {
    source,
    features: features
      .filter(({ aggregate }) => aggregate !== undefined && !isPassed(aggregate))
      .map(({ name }) => name),
  };
  const marksWindows = features.some(({ within }) => within !== undefined);
  /** The latest row so far, in time: whether it lies within a window says whether any does. */
  let latestTime: Instant | undefined;
  let done = 0;
  let rowsIn = 0;
  let tile = 0;
  /** Whether a time is at an edge or after it. */
  const isAt = (edge: number, time: Instant): boolean =>
    edge < 0 || (edge < edges.length && (edges[edge] as Instant) <= time);

  const answer = (read: Read): void => {
    const { target, asOf, until, delay } = read;
    const known = seen.get(delay);
    if (rowsIn > 0 && known !== undefined) known[target] = 1;
    const to = tileOf(minus(until, 1)) + 1;
    for (const { aggregate, output, window, column, within } of byDelay.get(delay) ?? []) {
      if (within !== undefined && window !== undefined && latestTime !== undefined)
        within[target] = latestTime >= minus(until, window) ? 1 : 0;
      if (aggregate !== undefined && numbers?.has(aggregate) === true) continue;
      if (aggregate === undefined) {
        if (rowsIn > 0) setValue(column, target, latest.value(output));
        continue;
      }
      const from = window === undefined ? 0 : tileOf(minus(until, window));
      const reader = readers.get(aggregate);
      if (reader !== undefined) setValue(column, target, reader.value(from, Math.max(from, to), asOf));
    }
  };

  const makeReaders = (late: boolean): void => {
    const aggregates = new Set(features.flatMap(({ aggregate }) => aggregate ?? []));
    const quick = [...aggregates].filter((aggregate) => !late && isOfNumbers(aggregate));
    numbers = new Map(quick.map((aggregate) => [aggregate, numberTiles(aggregate, edges.length + 1)]));
    for (const aggregate of aggregates)
      // What is passed over afterwards is not held.
      if (!numbers.has(aggregate) && !isPassed(aggregate))
        readers.set(aggregate, tileReader(aggregate, late));
    all = [...readers.values()];
  };

  const answerNumbers = (): void => {
    if (numbers === undefined || numbers.size === 0) return;
    for (const one of numbers.values()) one.done();
    const windows = features.flatMap(({ aggregate, delay, window, column }) => {
      const tiles = aggregate && numbers?.get(aggregate);
      return tiles === undefined ? [] : [{ delay, window, column, tiles }];
    });
    const lengths = new Set(windows.map(({ window }) => window));
    for (const { target, until, delay } of reads) {
      const to = tileOf(minus(until, 1)) + 1;
      for (const length of lengths) {
        const from = length === undefined ? 0 : tileOf(minus(until, length));
        for (const { tiles, column, ...own } of windows)
          if (own.window === length && own.delay === delay) tiles.set(column, target, from, to);
      }
    }
  };

  const answerBefore = (time: Instant | undefined): void => {
    for (; done < reads.length; done++) {
      const read = reads[done] as Read;
      if (time !== undefined && read.until > time) break;
      answer(read);
      const from = needed[done + 1] ?? 0;
      for (const reader of all) reader.dropBefore(from);
    }
  };

  return {
    add: (rows) => {
      if (done === reads.length) return;
      if (numbers === undefined) makeReaders(rows.written !== undefined);
      if (all.length > 0) checkHeap(held);
      if (numbers !== undefined && numbers.size > 0) {
        const tiles = tilesOf(rows, edges);
        for (const one of numbers.values()) one.add(rows, tiles);
      }
      for (const reader of all) reader.begin(rows);
      latest.keep();
      if (all.length === 0 && !readsRows && !marksWindows) {
        // Nothing is answered before the end: whether a key is known, by its first row.
        if (rowsIn === 0 && rows.rows > 0) answerBefore(rows.times[0]);
        rowsIn += rows.rows;
        return;
      }
      const order = seenOrder(rows);
      for (let i = 0; i < rows.rows; i++) {
        const row = order === undefined ? i : (order[i] as number);
        const time = rows.times[row] as Instant;
        const written = rows.written?.[row];
        const seenAt = written !== undefined && written > time ? written : time;
        if ((reads[done] as Read).until <= seenAt) {
          answerBefore(seenAt);
          if (done === reads.length) return;
        }
        // Mostly that of the row before.
        if (!(isAt(tile - 1, time) && !isAt(tile, time))) tile = tileOf(time);
        if (tile >= (needed[done] as number))
          for (let r = 0; r < all.length; r++) (all[r] as TileReader).add(row, tile);
        if (readsRows) latest.add(rows, row);
        if (latestTime === undefined || time > latestTime) latestTime = time;
        rowsIn++;
      }
    },
    finish: () => {
      answerBefore(undefined);
      answerNumbers();
    },
  };
}

/** The rows of a block in the order in which they come to be seen; undefined where they stand in it. */
function seenOrder({ rows, times, written }: KeyRows): Int32Array | undefined {
  if (written === undefined) return undefined;
  const at = (row: number): Instant => {
    const [time, late] = [times[row] as Instant, written[row] as Instant];
    return late > time ? late : time;
  };
  return Int32Array.from({ length: rows }, (_, i) => i).sort((a, b) => compare(at(a), at(b)) || a - b);
}

interface LatestRow {
  readonly add: (rows: KeyRows, row: number) => void;
  readonly value: (output: number) => Value;
  /** Lets go of the rows that it was found in. */
  readonly keep: () => void;
}

/** The last row in time of those that came, of equal times the one that stands last in the source. */
function latestRow(): LatestRow {
  let time: Instant | undefined;
  let place: Instant = 0;
  let found: KeyRows | undefined;
  let foundAt = 0;
  let values: ReadonlyMap<string, Value> = new Map();
  return {
    add: (rows, row) => {
      const own = rows.times[row] as Instant;
      const at = rows.places?.[row] ?? 0;
      if (time !== undefined && (own < time || (own === time && at < place))) return;
      time = own;
      place = at;
      found = rows;
      foundAt = row;
    },
    value: (output) => {
      if (found === undefined) return values.get(`o${output}`) ?? null;
      const column = found.columns.get(`o${output}`);
      return column === undefined ? null : rowValue(column, foundAt);
    },
    keep: () => {
      if (found === undefined) return;
      values = new Map(
        [...found.columns].map(([name, column]) => [name, rowValue(column, foundAt)] as const),
      );
      found = undefined;
    },
  };
}

type Edges = readonly Instant[] | Float64Array;

/** Every end of every window that is read, ascending, each once. */
function edgesOf(
  reads: readonly Read[],
  features: readonly ReadFeature[],
  minus: (time: Instant, micros: number) => Instant,
  wide: boolean,
): Edges {
  const all: Instant[] = [];
  const windows = new Map<number, ReadonlySet<number>>();
  for (const { delay, window } of features)
    if (window !== undefined) windows.set(delay, new Set([...(windows.get(delay) ?? []), window]));
  for (const { until, delay } of reads) {
    all.push(until);
    for (const window of windows.get(delay) ?? []) all.push(minus(until, window));
  }
  if (!wide) {
    const numbers = Float64Array.from(all as number[]).sort();
    return numbers.filter((edge, i) => i === 0 || edge !== numbers[i - 1]);
  }
  all.sort(compare);
  return all.filter((edge, i) => i === 0 || edge !== all[i - 1]);
}

/** By read, the first tile that it or a later one looks at. */
function neededFrom(
  reads: readonly Read[],
  features: readonly ReadFeature[],
  minus: (time: Instant, micros: number) => Instant,
  tileOf: (time: Instant) => number,
): Int32Array {
  const longest = new Map<number, number>();
  for (const { delay, window = Infinity, aggregate } of features)
    if (aggregate !== undefined) longest.set(delay, Math.max(longest.get(delay) ?? 0, window));
  const needed = new Int32Array(reads.length);
  let least = 2 ** 31 - 1;
  for (let i = reads.length - 1; i >= 0; i--) {
    const { until, delay } = reads[i] as Read;
    const window = longest.get(delay);
    if (window !== undefined) least = Math.min(least, window === Infinity ? 0 : tileOf(minus(until, window)));
    needed[i] = least;
  }
  return needed;
}

const compare = (a: Instant, b: Instant): number => (a < b ? -1 : a > b ? 1 : 0);

/** The tiles of rows that stand in the order of time. */
function tilesOf({ rows, times }: KeyRows, edges: Edges): Int32Array {
  const tiles = new Int32Array(rows);
  let tile = rows === 0 ? 0 : firstAfter(edges, times[0] as Instant);
  for (let i = 0; i < rows; i++) {
    const time = times[i] as Instant;
    while (tile < edges.length && (edges[tile] as Instant) <= time) tile++;
    tiles[i] = tile;
  }
  return tiles;
}
