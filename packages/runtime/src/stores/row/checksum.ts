import { crc32 } from "node:zlib";
import { SCHEMA_AT } from "./layout.js";

/** CRC-32 over a packed row, from behind its own four bytes. */
export const checksum = (row: Uint8Array): number => crc32(row.subarray(SCHEMA_AT));

/** From this length on, zlib is faster than the call of it is slow. */
const LONG = 400;

/** Table t of byte b is the remainder of b followed by t zero bytes: eight bytes are taken at a time ("slicing by eight"). */
const TABLES: readonly Int32Array[] = makeTables();

/** The CRC-32 of bytes `start` to `end` of a buffer; `view` is over all of its memory, `base` where the buffer begins in it. */
export function checksumAt(bytes: Uint8Array, view: DataView, start: number, end: number): number {
  if (end - start >= LONG) return crc32(bytes.subarray(start, end));
  const [t0, t1, t2, t3, t4, t5, t6, t7] = TABLES as unknown as EightTables;
  const base = bytes.byteOffset;
  let at = base + start;
  const last = base + end;
  let crc = -1;
  for (; at + 8 <= last; at += 8) {
    const low = crc ^ view.getInt32(at, true);
    const high = view.getInt32(at + 4, true);
    crc =
      (t7[low & 255] ?? 0) ^
      (t6[(low >>> 8) & 255] ?? 0) ^
      (t5[(low >>> 16) & 255] ?? 0) ^
      (t4[low >>> 24] ?? 0) ^
      (t3[high & 255] ?? 0) ^
      (t2[(high >>> 8) & 255] ?? 0) ^
      (t1[(high >>> 16) & 255] ?? 0) ^
      (t0[high >>> 24] ?? 0);
  }
  for (; at < last; at++) crc = (t0[(crc ^ view.getUint8(at)) & 255] ?? 0) ^ (crc >>> 8);
  return ~crc >>> 0;
}

type EightTables = readonly [
  Int32Array,
  Int32Array,
  Int32Array,
  Int32Array,
  Int32Array,
  Int32Array,
  Int32Array,
  Int32Array,
];

function makeTables(): readonly Int32Array[] {
  const first = Int32Array.from({ length: 256 }, (_, byte) => {
    let crc = byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc & 1) === 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
    return crc;
  });
  const tables = [first];
  for (let t = 1; t < 8; t++) {
    const before = tables[t - 1] ?? first;
    tables.push(before.map((crc) => (first[crc & 255] ?? 0) ^ (crc >>> 8)));
  }
  return tables;
}
