import type { Times } from "./key-rows.js";
import type { ValueColumn } from "./value-column.js";

/** Some observations of one key in the order of time, and where what they see of its rows ends: before row `hi[i]`. */
export interface Positions {
  readonly count: number;
  readonly hi: Int32Array;
  /** Where the value goes. */
  readonly target: Int32Array;
  /** As of when, microseconds. */
  readonly asOf: Times;
}

/** One window of them: from row `lo[i]` on, into `column`. */
export interface WindowRead {
  readonly lo: Int32Array;
  readonly column: ValueColumn;
}

/** The first row from `start` to `end` whose time is not before `time`. */
export function firstNotBefore(times: Times, start: number, end: number, time: number | bigint): number {
  let low = start;
  let high = end;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] as number | bigint) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How many of the times, ascending, are not after `time`. */
export function firstAfter(times: ArrayLike<number | bigint>, time: number | bigint): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] as number | bigint) <= time) low = middle + 1;
    else high = middle;
  }
  return low;
}
