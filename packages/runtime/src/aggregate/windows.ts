import type { Int64, WindowBounds } from "@pinion/core";

/** A half-open range of instants, microseconds: `from <= eventTime < to`. */
export interface TimeRange {
  readonly from: bigint;
  readonly to: bigint;
}

/**
 * The rows that a window sees as of an instant. `[)`: t - window <= eventTime < t. `(]`: the same one
 * microsecond later, since times are whole microseconds.
 */
export function windowRange(asOf: Int64, windowMicros: number, bounds: WindowBounds): TimeRange {
  const to = BigInt(asOf) + (bounds === "(]" ? 1n : 0n);
  return { from: to - BigInt(windowMicros), to };
}
