import { crc32 } from "node:zlib";
import { CHECKSUM_AT, HEADER_BYTES } from "./layout.js";

/** CRC-32 over a packed row, its own four bytes left out. */
export const checksum = (row: Uint8Array): number =>
  crc32(row.subarray(HEADER_BYTES), crc32(row.subarray(0, CHECKSUM_AT)));
