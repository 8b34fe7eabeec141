import type { Int64 } from "@pinion/core";

/** A place in bytes that are read from front to back, up to an end: what lies behind is another record's. */
export interface Cursor {
  buf: Buffer;
  pos: number;
  end: number;
}

/** Bytes that are not what their schema says: the message stands alone. */
export class DecodeFailure extends Error {}

const cut = (): DecodeFailure => new DecodeFailure("the record ends early");
const tooLong = (): DecodeFailure => new DecodeFailure("a number overflows 64 bits");

const TWO_28 = 268_435_456;
const TWO_53 = 9_007_199_254_740_992;

/** A zigzag varint of up to 64 bits, exact: a number while safe, a bigint beyond. */
export function readLong(c: Cursor): Int64 {
  const { buf } = c;
  let pos = c.pos;
  let byte = buf[pos++];
  if (byte === undefined) throw cut();
  let low = byte & 0x7f;
  for (let shift = 7; byte > 127 && shift < 28; shift += 7) {
    byte = buf[pos++];
    if (byte === undefined) throw cut();
    low |= (byte & 0x7f) << shift;
  }
  if (byte <= 127) {
    if (pos > c.end) throw cut();
    c.pos = pos;
    return (low >>> 1) ^ -(low & 1);
  }
  let middle = 0;
  for (let shift = 0; byte > 127 && shift < 28; shift += 7) {
    byte = buf[pos++];
    if (byte === undefined) throw cut();
    middle |= (byte & 0x7f) << shift;
  }
  let high = 0;
  for (let shift = 0; byte > 127; shift += 7) {
    byte = buf[pos++];
    if (byte === undefined) throw cut();
    high += (byte & 0x7f) << shift;
    if (shift > 7 || high > 255) throw tooLong();
  }
  if (pos > c.end) throw cut();
  c.pos = pos;
  if (high === 0) {
    const unsigned = middle * TWO_28 + low;
    if (unsigned < TWO_53) return low & 1 ? -(unsigned + 1) / 2 : unsigned / 2;
  }
  const unsigned = (BigInt(high) << 56n) | (BigInt(middle) << 28n) | BigInt(low);
  const value = (unsigned >> 1n) ^ -(unsigned & 1n);
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

/** A zigzag varint of up to 32 bits. */
export function readInt(c: Cursor): number {
  const value = readLong(c);
  if (typeof value === "number" && value === (value | 0)) return value;
  throw new DecodeFailure("a number overflows 32 bits");
}

/** The length of a text, of bytes, of a block: never negative, and never more than is left. */
export function readLength(c: Cursor): number {
  const length = readLong(c);
  if (typeof length !== "number" || length < 0 || length > c.end - c.pos) throw cut();
  return length;
}

/** Steps over bytes; the answer is where they began. */
export function take(c: Cursor, bytes: number): number {
  const start = c.pos;
  if (bytes > c.end - start) throw cut();
  c.pos = start + bytes;
  return start;
}

export function skipLong(c: Cursor): void {
  const { buf } = c;
  for (let i = 0; i < 10; i++) {
    const byte = buf[c.pos++];
    if (byte === undefined || c.pos > c.end) throw cut();
    if (byte < 128) return;
  }
  throw tooLong();
}

const MOST_EMPTY = 100_000;

/** How many items the next block of an array or map has; 0 at its end. `least`: the bytes of the smallest item. */
export function readBlock(c: Cursor, least: number): number {
  let count = readLong(c);
  if (typeof count === "number" && count < 0) {
    count = -count;
    readLength(c);
  }
  if (typeof count !== "number") throw cut();
  if (count > (least > 0 ? (c.end - c.pos) / least : MOST_EMPTY)) throw cut();
  return count;
}
