import type { Int64 } from "../../values/value.js";

/** How many bits of the 64 are set; a narrower integer is taken with its sign carried on. */
export function bitCount(x: Int64): number {
  if (typeof x === "number") return countOf(x | 0) + countOf(Math.floor(x / 4294967296) | 0);
  return countOf(Number(BigInt.asIntN(32, x))) + countOf(Number(BigInt.asIntN(32, x >> 32n)));
}

/** Of 32 bits, by adding neighbouring fields of 1, 2 and 4 bits. */
function countOf(bits: number): number {
  const pairs = bits - ((bits >>> 1) & 0x55555555);
  const nibbles = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  const bytes = (nibbles + (nibbles >>> 4)) & 0x0f0f0f0f;
  return Math.imul(bytes, 0x01010101) >>> 24;
}

/** The bit at a position counted from the right, from 0; NULL beyond the `size` bits of the integer's type. */
export function bitGet(size: number, x: Int64, position: number): number | null {
  if (position < 0 || position >= size) return null;
  if (typeof x === "number") return Math.floor(x / 2 ** position) & 1;
  return Number((x >> BigInt(position)) & 1n);
}
