import type { Times } from "./key-rows.js";

/** What some observations of one key see of its rows: rows `lo[i]` to before `hi[i]`, for the observation `target[i]`. */
export interface Positions {
  readonly count: number;
  readonly lo: Int32Array;
  readonly hi: Int32Array;
  readonly target: Int32Array;
  /** As of when, microseconds. */
  readonly asOf: Times;
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
