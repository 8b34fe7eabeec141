/* XXH64, by its specification, over unsigned 64-bit integers. */

const PRIME_1 = 0x9e3779b185ebca87n;
const PRIME_2 = 0xc2b2ae3d27d4eb4fn;
const PRIME_3 = 0x165667b19e3779f9n;
const PRIME_4 = 0x85ebca77c2b2ae63n;
const PRIME_5 = 0x27d4eb2f165667c5n;

const wrap = (x: bigint): bigint => BigInt.asUintN(64, x);
const rotate = (x: bigint, bits: bigint): bigint => wrap((x << bits) | (x >> (64n - bits)));
const round = (lane: bigint, input: bigint): bigint =>
  wrap(rotate(wrap(lane + input * PRIME_2), 31n) * PRIME_1);

function finish(hash: bigint): bigint {
  let h = wrap((hash ^ (hash >> 33n)) * PRIME_2);
  h = wrap((h ^ (h >> 29n)) * PRIME_3);
  return h ^ (h >> 32n);
}

const mixByte = (hash: bigint, byte: number): bigint =>
  wrap(rotate(hash ^ wrap(BigInt(byte) * PRIME_5), 11n) * PRIME_1);
const mixInt = (hash: bigint, word: number): bigint =>
  wrap(rotate(hash ^ wrap(BigInt(word >>> 0) * PRIME_1), 23n) * PRIME_2 + PRIME_3);
const mixLong = (hash: bigint, word: bigint): bigint =>
  wrap(rotate(hash ^ round(0n, word), 27n) * PRIME_1 + PRIME_4);

export const xxhash64Int = (x: number, seed: bigint): bigint => finish(mixInt(wrap(seed + PRIME_5 + 4n), x));

export const xxhash64Long = (x: bigint, seed: bigint): bigint =>
  finish(mixLong(wrap(seed + PRIME_5 + 8n), wrap(x)));

export function xxhash64Bytes(bytes: Uint8Array, seed: bigint): bigint {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let at = 0;
  let hash = wrap(seed + PRIME_5);
  if (bytes.length >= 32) {
    const lanes = [wrap(seed + PRIME_1 + PRIME_2), wrap(seed + PRIME_2), seed, wrap(seed - PRIME_1)];
    for (; at + 32 <= bytes.length; at += 32) {
      for (const [i, lane] of lanes.entries()) lanes[i] = round(lane, view.getBigUint64(at + 8 * i, true));
    }
    hash = gather(lanes);
  }
  hash = wrap(hash + BigInt(bytes.length));
  for (; at + 8 <= bytes.length; at += 8) hash = mixLong(hash, view.getBigUint64(at, true));
  if (at + 4 <= bytes.length) {
    hash = mixInt(hash, view.getInt32(at, true));
    at += 4;
  }
  for (; at < bytes.length; at++) hash = mixByte(hash, view.getUint8(at));
  return finish(hash);
}

function gather(lanes: readonly bigint[]): bigint {
  const [a = 0n, b = 0n, c = 0n, d = 0n] = lanes;
  const sum = wrap(rotate(a, 1n) + rotate(b, 7n) + rotate(c, 12n) + rotate(d, 18n));
  return lanes.reduce((hash, lane) => wrap((hash ^ round(0n, lane)) * PRIME_1 + PRIME_4), sum);
}
