import type { AggregateEntry, WindowBounds } from "@pinion/core";
import { upperEnd, type ReadFeature } from "./group-features.js";
import type { KeyRows, Times } from "./key-rows.js";
import { sweepLate, type LateObservations } from "./late-rows.js";
import { firstNotBefore } from "./positions.js";
import { readerOf } from "./readers/choose.js";
import { edgeReader } from "./readers/edges.js";
import type { RangeReader } from "./readers/reader.js";
import type { ValueColumn } from "./value-column.js";

/** The observations of a batch: by position, the id of their key (-1: no source row has it) and when they were made. */
export interface KeyedObservations {
  readonly ids: Int32Array;
  readonly times: Times;
}

export interface Sweep {
  readonly rows: KeyRows;
  readonly observations: KeyedObservations;
  readonly features: readonly ReadFeature[];
  readonly bounds: WindowBounds;
  /** By delay: 1 where the key was known as of the observation. */
  readonly seen: ReadonlyMap<number, Uint8Array>;
}

/** One pass over the keys of `rows`: every feature of each of their observations. */
export function sweep({ rows, observations, features, bounds, seen }: Sweep): void {
  const keys = rows.starts.length - 1;
  const byKey = observationsByKey(observations.ids, rows.firstId, keys);
  const most = byKey.most;
  const upper = upperEnd(bounds);
  const wide = rows.times instanceof BigInt64Array || observations.times instanceof BigInt64Array;
  const delays = [...seen.keys()];
  const spans = spansOf(features, most);
  const readers = readersOf(features, spans, rows);
  const hi = new Int32Array(most);
  const target = new Int32Array(most);
  const asOf: Times = wide ? new BigInt64Array(most) : new Float64Array(most);
  const late: LateObservations = { rows, features, bounds };
  const latestWritten = rows.written?.slice();

  for (let key = 0; key < keys; key++) {
    const start = rows.starts[key] as number;
    const end = rows.starts[key + 1] as number;
    const from = byKey.starts[key] as number;
    const to = byKey.starts[key + 1] as number;
    if (start === end || from === to) continue;
    for (const { reader } of readers) reader.begin(start, end);
    if (latestWritten !== undefined) {
      for (let i = start + 1; i < end; i++) {
        const before = latestWritten[i - 1] as number | bigint;
        if ((latestWritten[i] as number | bigint) < before) latestWritten[i] = before as never;
      }
    }
    for (const delay of delays) {
      const known = seen.get(delay);
      let count = 0;
      const hiddenFrom: number[] = [];
      for (let o = from; o < to; o++) {
        const observation = byKey.order[o] as number;
        const time = observations.times[observation] as number | bigint;
        const as = wide ? BigInt(time) - BigInt(delay) : (time as number) - delay;
        const until = wide ? BigInt(as) + BigInt(upper) : (as as number) + upper;
        const last = firstNotBefore(rows.times, start, end, until);
        if (
          last > start &&
          latestWritten !== undefined &&
          (latestWritten[last - 1] as number | bigint) >= until
        ) {
          // A row of before had not been written yet.
          hiddenFrom.push(observation);
          continue;
        }
        if (last > start && known !== undefined) known[observation] = 1;
        target[count] = observation;
        hi[count] = last;
        asOf[count] = as as never;
        count++;
      }
      if (hiddenFrom.length > 0 && known !== undefined)
        sweepLate(late, { start, end, delay, targets: hiddenFrom, times: observations.times, seen: known });
      for (const span of spans) {
        if (span.delay === delay) placeWindow(span, rows, start, { count, hi, asOf, upper, wide });
      }
      for (const { reader, uses } of readers) {
        for (const { delay: own, column, lo } of uses) {
          if (own === delay) reader.read({ count, lo, hi, target, asOf }, column);
        }
      }
    }
  }
}

interface Placed {
  readonly count: number;
  readonly hi: Int32Array;
  readonly asOf: Times;
  readonly upper: number;
  readonly wide: boolean;
}

/** Where one window begins, for each observation of a key. */
interface Span {
  readonly delay: number;
  readonly window: number | undefined;
  readonly lo: Int32Array;
}

/** The distinct windows, each for all features over it. */
function spansOf(features: readonly ReadFeature[], most: number): readonly Span[] {
  const spans = new Map<string, Span>();
  for (const { delay, window } of features)
    spans.set(`${delay} ${window ?? ""}`, { delay, window, lo: new Int32Array(most) });
  return [...spans.values()];
}

function placeWindow(
  { window, lo }: Span,
  rows: KeyRows,
  start: number,
  { count, hi, asOf, upper, wide }: Placed,
): void {
  if (window === undefined) {
    lo.fill(start, 0, count);
    return;
  }
  const back = wide ? BigInt(window) - BigInt(upper) : window - upper;
  for (let i = 0; i < count; i++) {
    const from = (asOf[i] as never) - (back as never);
    lo[i] = firstNotBefore(rows.times, start, hi[i] as number, from);
  }
}

/** A reader with the features that it serves. */
interface SharedReader {
  readonly reader: RangeReader;
  readonly uses: readonly { readonly delay: number; readonly column: ValueColumn; readonly lo: Int32Array }[];
}

/** One reader for each aggregate, and for each output of row-level features. */
function readersOf(
  features: readonly ReadFeature[],
  spans: readonly Span[],
  rows: KeyRows,
): readonly SharedReader[] {
  const uses = new Map<AggregateEntry | number, SharedReader["uses"]>();
  for (const { aggregate, output, delay, window, column } of features) {
    const lo = spans.find((span) => span.delay === delay && span.window === window)?.lo ?? new Int32Array();
    const what = aggregate ?? output;
    uses.set(what, [...(uses.get(what) ?? []), { delay, column, lo }]);
  }
  return [...uses].map(([what, own]) => ({
    uses: own,
    reader: typeof what === "number" ? rowReader(what, rows) : readerOf(what, rows),
  }));
}

function rowReader(output: number, rows: KeyRows): RangeReader {
  const column = rows.columns.get(`o${output}`);
  if (column === undefined) throw new Error(`no column of output ${output}`);
  return edgeReader("latest", column, undefined, rows.most);
}

interface ByKey {
  readonly starts: Int32Array;
  readonly order: Int32Array;
  readonly most: number;
}

/** The observations of each key together. */
function observationsByKey(ids: Int32Array, firstId: number, keys: number): ByKey {
  const starts = new Int32Array(keys + 1);
  for (const id of ids) {
    const key = id - firstId;
    if (key >= 0 && key < keys) starts[key + 1] = (starts[key + 1] as number) + 1;
  }
  let most = 0;
  for (let key = 0; key < keys; key++) {
    most = Math.max(most, starts[key + 1] as number);
    starts[key + 1] = (starts[key + 1] as number) + (starts[key] as number);
  }
  const next = starts.slice(0, keys);
  const order = new Int32Array(starts[keys] ?? 0);
  ids.forEach((id, observation) => {
    const key = id - firstId;
    if (key < 0 || key >= keys) return;
    order[next[key] as number] = observation;
    next[key] = (next[key] as number) + 1;
  });
  return { starts, order, most };
}
