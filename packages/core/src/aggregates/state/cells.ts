import { toInt64, type Int64 } from "../../values/index.js";

/** How many cells a 64-bit integer takes: the multiple of 2^32 and what is left. */
export const INT64_CELLS = 2;

const TWO_31 = 2_147_483_648;
const TWO_32 = 4_294_967_296;
/** Below it, in either direction, every multiple of 2^32 and its rest is a safe integer. */
const SAFE_HIGH = 2_097_151;

export function storeInt64(cells: number[], at: number, value: Int64): void {
  if (typeof value === "number") {
    const high = Math.floor(value / TWO_32);
    cells[at] = high;
    cells[at + 1] = value - high * TWO_32;
    return;
  }
  cells[at] = Number(value >> 32n);
  cells[at + 1] = Number(BigInt.asUintN(32, value));
}

/** Adds to a 64-bit integer where that changes its lower half alone; false where it does not, and nothing is changed. */
export function addLow(cells: number[], at: number, value: Int64): boolean {
  if (typeof value !== "number") return false;
  const low = (cells[at + 1] ?? 0) + value;
  if (low < 0 || low >= TWO_32) return false;
  cells[at + 1] = low;
  return true;
}

/** Adds one 64-bit integer to another, which wraps. */
export function addInt64(cells: number[], at: number, other: readonly number[], otherAt: number): void {
  let high = (cells[at] ?? 0) + (other[otherAt] ?? 0);
  let low = (cells[at + 1] ?? 0) + (other[otherAt + 1] ?? 0);
  if (low >= TWO_32) {
    low -= TWO_32;
    high++;
  }
  if (high >= TWO_31) high -= TWO_32;
  else if (high < -TWO_31) high += TWO_32;
  cells[at] = high;
  cells[at + 1] = low;
}

export function loadInt64(cells: readonly number[], at: number): Int64 {
  const high = cells[at] ?? 0;
  const low = cells[at + 1] ?? 0;
  if (high < SAFE_HIGH && high > -SAFE_HIGH) return high * TWO_32 + low;
  return toInt64((BigInt(high) << 32n) + BigInt(low));
}
