import { crc32 } from "node:zlib";
import { byteReader, byteWriter, type ByteReader, type ByteWriter } from "./bytes.js";

const CHECKSUM_BYTES = 4;

/** Bytes behind their CRC-32 (u32, little-endian). */
export function seal(write: (out: ByteWriter) => void): Uint8Array {
  const out = byteWriter();
  out.int32(0);
  write(out);
  const bytes = out.finish();
  new DataView(bytes.buffer).setUint32(0, crc32(bytes.subarray(CHECKSUM_BYTES)), true);
  return bytes;
}

/** What `read` makes of sealed bytes; undefined where they are not whole, or not all of them are read. */
export function unseal<T>(bytes: Uint8Array, read: (from: ByteReader) => T): T | undefined {
  if (bytes.length < CHECKSUM_BYTES) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const body = bytes.subarray(CHECKSUM_BYTES);
  if (view.getUint32(0, true) !== crc32(body)) return undefined;
  const from = byteReader(body);
  try {
    const value = read(from);
    return from.left() === 0 ? value : undefined;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
