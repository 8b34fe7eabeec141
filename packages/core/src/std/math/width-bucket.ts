import { doubleToBigint } from "../cast/integral.js";
import { toInt64 } from "../../values/int64.js";
import type { Int64 } from "../../values/index.js";

/**
 * The number of the bucket that a value falls into, of `count` equal ones between two bounds: 0 before the
 * first, count + 1 behind the last. The bounds may stand in falling order. NULL where there is no such
 * histogram.
 */
export function widthBucket(value: number, first: number, last: number, count: Int64): Int64 | null {
  if (count <= 0 || count === 9223372036854775807n || value !== value) return null;
  if (first === last || !Number.isFinite(first) || !Number.isFinite(last)) return null;
  const lower = Math.min(first, last);
  const upper = Math.max(first, last);
  const rising = first < last;
  if (rising ? value < lower : value > upper) return 0;
  if (rising ? value >= upper : value <= lower) return toInt64(BigInt(count) + 1n);
  const distance = rising ? value - lower : upper - value;
  return toInt64(BigInt(doubleToBigint((Number(count) * distance) / (upper - lower))) + 1n);
}

/** The same of intervals. */
export const widthBucketIntervals = (value: Int64, first: Int64, last: Int64, count: Int64): Int64 | null =>
  widthBucket(Number(value), Number(first), Number(last), count);
