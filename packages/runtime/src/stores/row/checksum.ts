import { crc32 } from "node:zlib";
import { SCHEMA_AT } from "./layout.js";

/** CRC-32 over a packed row, from behind its own four bytes. */
export const checksum = (row: Uint8Array): number => crc32(row.subarray(SCHEMA_AT));
