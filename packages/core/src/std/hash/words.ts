import type { Int64 } from "../../values/index.js";

/* The bits of values, as hash functions take them. */

export const lowWord = (x: Int64): number => (typeof x === "number" ? x | 0 : Number(BigInt.asIntN(32, x)));

export const highWord = (x: Int64): number =>
  typeof x === "number" ? Math.floor(x / 4294967296) | 0 : Number(BigInt.asIntN(32, x >> 32n));

/** The bits of a DOUBLE, where there is one zero and one NaN. */
export function doubleBits(x: number): bigint {
  if (x !== x) return 0x7ff8000000000000n;
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x + 0);
  return view.getBigInt64(0);
}

/** The bits of a FLOAT, likewise. */
export function floatBits(x: number): number {
  if (x !== x) return 0x7fc00000;
  const view = new DataView(new ArrayBuffer(4));
  view.setFloat32(0, x + 0);
  return view.getInt32(0);
}

/** An integer in two's complement, the highest byte first, in as few bytes as hold it. */
export function integerBytes(x: bigint): Uint8Array {
  let length = 1;
  while (BigInt.asIntN(8 * length, x) !== x) length++;
  const bytes = new Uint8Array(length);
  let rest = x;
  for (let i = length - 1; i >= 0; i--) {
    bytes[i] = Number(rest & 0xffn);
    rest >>= 8n;
  }
  return bytes;
}
