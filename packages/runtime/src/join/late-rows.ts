import type { WindowBounds } from "@pinion/core";
import { upperEnd, type ReadFeature } from "./group-features.js";
import type { KeyRows, Times } from "./key-rows.js";
import { firstNotBefore } from "./positions.js";
import { stateReaderOf } from "./readers/choose.js";
import { rowValue } from "./row-column.js";
import { setValue } from "./value-column.js";

export interface LateObservations {
  readonly rows: KeyRows;
  readonly features: readonly ReadFeature[];
  readonly bounds: WindowBounds;
}

export interface LateKey {
  readonly start: number;
  readonly end: number;
  readonly delay: number;
  /** The observations that came between a row's event and its being written. */
  readonly targets: readonly number[];
  readonly times: Times;
  readonly seen: Uint8Array;
}

/**
 * The observations of a key that some row was kept from by its created time: rows appear in the order they were written, each
 * at its place in event time, and the trees of the aggregates forget what the row changes.
 */
export function sweepLate({ rows, features, bounds }: LateObservations, key: LateKey): void {
  const { start, end, delay, times, seen } = key;
  const { written } = rows;
  if (written === undefined) throw new Error("no created times");
  const writtenAt = (row: number): bigint => BigInt(written[row] as number | bigint);
  const compare = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);
  const arrivals = Array.from({ length: end - start }, (_, i) => start + i).toSorted((a, b) =>
    compare(writtenAt(a), writtenAt(b)),
  );
  const asOfOf = (observation: number): bigint =>
    BigInt(times[observation] as number | bigint) - BigInt(delay);
  const targets = key.targets.toSorted((a, b) => compare(asOfOf(a), asOfOf(b)));
  const there = new Uint8Array(end - start);
  const own = features.filter((feature) => feature.delay === delay);
  const isHidden = (row: number): boolean => there[row - start] === 0;
  const readers = own.map(({ aggregate }) =>
    aggregate === undefined ? undefined : stateReaderOf(aggregate, rows, isHidden),
  );
  for (const reader of readers) reader?.begin(start, end);

  let arrived = 0;
  let earliest = end;
  const lo = new Int32Array(1);
  const hi = new Int32Array(1);
  const target = new Int32Array(1);
  const at = new BigInt64Array(1);
  for (const observation of targets) {
    const asOf = asOfOf(observation);
    const until = asOf + BigInt(upperEnd(bounds));
    for (; arrived < arrivals.length; arrived++) {
      const row = arrivals[arrived] as number;
      if (writtenAt(row) >= until) break;
      there[row - start] = 1;
      if (row < earliest) earliest = row;
      for (const reader of readers) reader?.changed(row);
    }
    hi[0] = firstNotBefore(rows.times, start, end, until);
    target[0] = observation;
    at[0] = asOf;
    if (earliest >= hi[0]) continue;
    seen[observation] = 1;
    // The last row that is there tells for every window.
    let last = hi[0] - 1;
    while (there[last - start] === 0) last--;
    own.forEach(({ window, output, column, within }, f) => {
      const reader = readers[f];
      if (reader === undefined) {
        const values = rows.columns.get(`o${output}`);
        if (values !== undefined) setValue(column, observation, rowValue(values, last));
        return;
      }
      lo[0] =
        window === undefined
          ? start
          : firstNotBefore(rows.times, start, hi[0] as number, until - BigInt(window));
      if (within !== undefined && lo[0] <= last) within[observation] = 1;
      reader.read({ count: 1, hi, target, asOf: at }, [{ lo, column }]);
    });
  }
}
