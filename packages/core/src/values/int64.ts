import type { Int64 } from "./value.js";

const MAX_SAFE = Number.MAX_SAFE_INTEGER;

/** The one form of a 64-bit integer, wrapped to 64 bits as Java wraps. */
export function toInt64(x: bigint): Int64 {
  const wrapped = BigInt.asIntN(64, x);
  return wrapped >= -9007199254740991n && wrapped <= 9007199254740991n ? Number(wrapped) : wrapped;
}

/** Whether a number stands for itself as an {@link Int64}. */
export function isSafe(x: number): boolean {
  return x >= -MAX_SAFE && x <= MAX_SAFE;
}

export const INT64_MIN = -9223372036854775808n;
export const INT64_MAX = 9223372036854775807n;
