import { toInt64 } from "../../values/int64.js";
import type { Int64 } from "../../values/value.js";

/** How many bits a bitmap of Spark's has: 4096 bytes. */
const BITS = 32_768n;

/** Which bit of its bitmap stands for a number, from 0: bitmaps hold the numbers from 1 on. */
export function bitmapBitPosition(x: Int64): Int64 {
  const exact = BigInt(x);
  return toInt64((exact > 0n ? exact - 1n : -exact) % BITS);
}

/** Which bitmap holds a number, that of 1 to 32768 being 1. */
export function bitmapBucketNumber(x: Int64): Int64 {
  const exact = BigInt(x);
  return toInt64(exact > 0n ? 1n + (exact - 1n) / BITS : exact / BITS);
}

/** How many bits are set. */
export function bitmapCount(bitmap: Uint8Array): number {
  let count = 0;
  for (const byte of bitmap) for (let rest = byte; rest > 0; rest &= rest - 1) count++;
  return count;
}
