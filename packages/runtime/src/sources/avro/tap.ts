import { toInt64, type Int64 } from "@pinion/core";
import { damaged } from "./damage.js";

/** A place in bytes, moved by reading. Encodings: https://avro.apache.org/docs/1.12.0/specification/#binary-encoding */
export interface Tap {
  readonly bytes: Buffer;
  at: number;
  readonly end: number;
}

export const tapOf = (bytes: Buffer): Tap => ({ bytes, at: 0, end: bytes.length });

const TWO_28 = 268_435_456;

/** A zig-zag integer of up to 64 bits, exact. */
export function readLong(tap: Tap): Int64 {
  const { bytes, end } = tap;
  let at = tap.at;
  let low = 0;
  let high = 0;
  for (let i = 0; ; i++) {
    if (at >= end) damaged("it ends within a number");
    if (i === 10) damaged("a number has more than 64 bits");
    const byte = bytes[at++] ?? 0;
    if (i < 4) low += (byte & 0x7f) * 2 ** (7 * i);
    else high += (byte & 0x7f) * 2 ** (7 * (i - 4));
    if (byte < 0x80) break;
  }
  tap.at = at;
  const zigzag = high * TWO_28 + low;
  if (zigzag <= Number.MAX_SAFE_INTEGER) return zigzag % 2 === 0 ? zigzag / 2 : -(zigzag + 1) / 2;
  const wide = BigInt.asUintN(64, (BigInt(high) << 28n) | BigInt(low));
  return toInt64(BigInt.asIntN(64, (wide >> 1n) ^ -(wide & 1n)));
}

export function readInt(tap: Tap): number {
  const value = readLong(tap);
  if (typeof value === "bigint" || value > 2147483647 || value < -2147483648)
    return damaged("an int has more than 32 bits");
  return value;
}

/** A length in bytes, of which there are so many. */
export function readLength(tap: Tap): number {
  const length = readLong(tap);
  if (typeof length === "bigint" || length < 0 || length > tap.end - tap.at)
    return damaged(`${length} bytes are to follow, and ${tap.end - tap.at} are there`);
  return length;
}

/** A view, not for keeping. */
export function readBytes(tap: Tap, length: number): Buffer {
  if (length > tap.end - tap.at) damaged("it ends within a value");
  const bytes = tap.bytes.subarray(tap.at, tap.at + length);
  tap.at += length;
  return bytes;
}

export function readText(tap: Tap): string {
  const length = readLength(tap);
  const text = tap.bytes.toString("utf8", tap.at, tap.at + length);
  tap.at += length;
  return text;
}

/** What takes no bytes could be there without end. */
const MOST_ITEMS_OF_NOTHING = 1_000_000;

/** Reads the items of an array or a map: in runs, each with its count and, where that is negative, its length. */
export function readItems(tap: Tap, item: () => void): void {
  for (;;) {
    let count = readLong(tap);
    if (count === 0) return;
    if (count < 0) {
      count = typeof count === "bigint" ? -count : -count;
      readLength(tap);
    }
    if (typeof count === "bigint" || count > tap.end - tap.at + MOST_ITEMS_OF_NOTHING)
      return damaged(`${count} items are to follow, more than there is room for`);
    for (let i = 0; i < count; i++) item();
  }
}
