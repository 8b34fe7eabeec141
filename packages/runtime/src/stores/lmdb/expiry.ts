import type { Clock } from "../../ports.js";

/** A row stands behind its expiry: milliseconds since the epoch as a little-endian double, infinity for rows that stay. */
export const EXPIRY_BYTES = 8;

/** What stands before rows that are written now. */
export function expiryHead(ttlSeconds: number | undefined, clock: Clock): Buffer {
  const head = Buffer.alloc(EXPIRY_BYTES);
  head.writeDoubleLE(ttlSeconds === undefined ? Infinity : clock.now() + ttlSeconds * 1000);
  return head;
}
