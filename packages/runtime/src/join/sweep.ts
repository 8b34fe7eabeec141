import type { AggregateEntry, WindowBounds } from "@pinion/core";
import { upperEnd, type ReadFeature } from "./group-features.js";
import type { KeyRows, Times } from "./key-rows.js";
import { inTime } from "./in-time.js";
import { sweepLate, type LateObservations } from "./late-rows.js";
import type { ObservedOrder } from "./observed-order.js";
import { firstNotBefore, type Positions, type WindowRead } from "./positions.js";
import { readerOf } from "./readers/choose.js";
import { edgeReader } from "./readers/edges.js";
import type { RangeReader } from "./readers/reader.js";

export interface Sweep {
  readonly rows: KeyRows;
  readonly observations: ObservedOrder;
  readonly features: readonly ReadFeature[];
  readonly bounds: WindowBounds;
  /** By delay, by the observations' places: 1 where the key was known as of then. */
  readonly seen: ReadonlyMap<number, Uint8Array>;
}

/** One pass over the keys of `rows`: every feature of each of their observations. */
export function sweep({ rows, observations, features, bounds, seen }: Sweep): void {
  const keys = rows.starts.length - 1;
  const { most } = observations;
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
    const from = observations.starts[rows.firstId + key] as number;
    const to = observations.starts[rows.firstId + key + 1] as number;
    if (start === end || from === to) continue;
    for (const { reader } of readers) reader.begin(start, end);
    if (latestWritten !== undefined) {
      for (let i = start + 1; i < end; i++) {
        const before = latestWritten[i - 1] as number | bigint;
        if ((latestWritten[i] as number | bigint) < before) latestWritten[i] = before as never;
      }
    }
    const order = inTime(observations.times, from, to);
    for (const delay of delays) {
      const known = seen.get(delay);
      let count = 0;
      const hiddenFrom: number[] = [];
      for (const o of order) {
        const time = observations.times[o] as number | bigint;
        const as = wide ? BigInt(time) - BigInt(delay) : (time as number) - delay;
        const until = wide ? BigInt(as) + BigInt(upper) : (as as number) + upper;
        const last = firstNotBefore(rows.times, start, end, until);
        if (
          last > start &&
          latestWritten !== undefined &&
          (latestWritten[last - 1] as number | bigint) >= until
        ) {
          // A row of before had not been written yet.
          hiddenFrom.push(o);
          continue;
        }
        if (last > start && known !== undefined) known[o] = 1;
        target[count] = o;
        hi[count] = last;
        asOf[count] = as as never;
        count++;
      }
      if (hiddenFrom.length > 0 && known !== undefined)
        sweepLate(late, { start, end, delay, targets: hiddenFrom, times: observations.times, seen: known });
      for (const span of spans) {
        if (span.delay !== delay) continue;
        placeWindow(span, rows, start, { count, hi, asOf, upper, wide });
        if (span.within !== undefined) markWithin(span.within, span.lo, { count, hi, target });
      }
      for (const { reader, uses } of readers) {
        const spansOfReader = uses.get(delay);
        if (spansOfReader !== undefined) reader.read({ count, hi, target, asOf }, spansOfReader);
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
  readonly within: Uint8Array | undefined;
}

/** The distinct windows, each for all features over it. */
function spansOf(features: readonly ReadFeature[], most: number): readonly Span[] {
  const spans = new Map<string, Span>();
  for (const { delay, window, within } of features)
    spans.set(`${delay} ${window ?? ""}`, { delay, window, within, lo: new Int32Array(most) });
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

/** Marks the observations whose window has a row. */
function markWithin(
  within: Uint8Array,
  lo: Int32Array,
  { count, hi, target }: Pick<Positions, "count" | "hi" | "target">,
): void {
  for (let i = 0; i < count; i++) if ((lo[i] as number) < (hi[i] as number)) within[target[i] as number] = 1;
}

/** A reader with the windows that it serves, by delay, the shortest first. */
interface SharedReader {
  readonly reader: RangeReader;
  readonly uses: ReadonlyMap<number, readonly WindowRead[]>;
}

/** One reader for each aggregate, and for each output of row-level features. */
function readersOf(
  features: readonly ReadFeature[],
  spans: readonly Span[],
  rows: KeyRows,
): readonly SharedReader[] {
  const byLength = features.toSorted((a, b) => (a.window ?? Infinity) - (b.window ?? Infinity));
  return [...new Set(features.map(whatOf))].map((what) => {
    const uses = new Map<number, readonly WindowRead[]>();
    for (const feature of byLength) {
      if (whatOf(feature) !== what) continue;
      const { delay, window, column } = feature;
      const lo = spans.find((span) => span.delay === delay && span.window === window)?.lo;
      if (lo !== undefined) uses.set(delay, [...(uses.get(delay) ?? []), { lo, column }]);
    }
    return { uses, reader: typeof what === "number" ? rowReader(what, rows) : readerOf(what, rows) };
  });
}

const whatOf = ({ aggregate, output }: ReadFeature): AggregateEntry | number => aggregate ?? output;

function rowReader(output: number, rows: KeyRows): RangeReader {
  const column = rows.columns.get(`o${output}`);
  if (column === undefined) throw new Error(`no column of output ${output}`);
  return edgeReader("latest", column, undefined, rows.most);
}
