/*
 * What the layout needs of Protocol Buffers' wire format: https://protobuf.dev/programming-guides/encoding/
 */

export const VARINT = 0;
export const FIXED64 = 1;
export const BYTES = 2;
export const FIXED32 = 5;

export type WireType = typeof VARINT | typeof FIXED64 | typeof BYTES | typeof FIXED32;

/** A 64-bit integer in groups of seven bits, lowest first; negative ones in two's complement. */
export function varint(value: bigint): Buffer {
  const bytes: number[] = [];
  let left = BigInt.asUintN(64, value);
  while (left > 0x7fn) {
    bytes.push(Number(left & 0x7fn) | 0x80);
    left >>= 7n;
  }
  bytes.push(Number(left));
  return Buffer.from(bytes);
}

export const tag = (field: number, wire: WireType): Buffer => varint(BigInt((field << 3) | wire));

export function delimited(field: number, bytes: Uint8Array): Buffer {
  return Buffer.concat([tag(field, BYTES), varint(BigInt(bytes.length)), bytes]);
}

/** One field as it stands in a message. */
export interface WireField {
  readonly field: number;
  readonly wire: number;
  /** Of varints the number; of others their bytes. */
  readonly varint: bigint;
  readonly bytes: Buffer;
}

/** The fields of a message in order; undefined where the bytes are none. */
export function fieldsOf(message: Buffer): readonly WireField[] | undefined {
  const fields: WireField[] = [];
  let at = 0;
  while (at < message.length) {
    const head = readVarint(message, at);
    if (head === undefined) return undefined;
    at = head.end;
    const field = Number(head.value >> 3n);
    const wire = Number(head.value & 7n);
    let length: number;
    let number = 0n;
    if (wire === VARINT || wire === BYTES) {
      const read = readVarint(message, at);
      if (read === undefined) return undefined;
      at = read.end;
      number = read.value;
      length = wire === VARINT ? 0 : Number(number);
    } else if (wire === FIXED64) length = 8;
    else if (wire === FIXED32) length = 4;
    else return undefined;
    if (field === 0 || length > message.length - at) return undefined;
    fields.push({ field, wire, varint: number, bytes: message.subarray(at, at + length) });
    at += length;
  }
  return fields;
}

/** The varints that stand behind each other; undefined where the bytes end in the middle of one. */
export function varintsOf(bytes: Buffer): readonly bigint[] | undefined {
  const values: bigint[] = [];
  for (let at = 0; at < bytes.length;) {
    const read = readVarint(bytes, at);
    if (read === undefined) return undefined;
    values.push(read.value);
    at = read.end;
  }
  return values;
}

function readVarint(bytes: Buffer, start: number): { value: bigint; end: number } | undefined {
  let value = 0n;
  for (let i = 0; i < 10; i++) {
    const byte = bytes[start + i];
    if (byte === undefined) return undefined;
    value |= BigInt(byte & 0x7f) << BigInt(7 * i);
    if (byte < 0x80) return { value: BigInt.asUintN(64, value), end: start + i + 1 };
  }
  return undefined;
}
