/*
 * MurmurHash3 of 32 bits as Spark has it (x86_32, seed 42): the bytes that do not fill a word are mixed in
 * one by one as signed numbers, where the original gathers them.
 */

const mixWord = (word: number): number => Math.imul(rotate(Math.imul(word, 0xcc9e2d51), 15), 0x1b873593);

const rotate = (x: number, bits: number): number => (x << bits) | (x >>> (32 - bits));

const mix = (hash: number, word: number): number =>
  (Math.imul(rotate(hash ^ mixWord(word), 13), 5) + 0xe6546b64) | 0;

function finish(hash: number, length: number): number {
  let h = hash ^ length;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

export const murmur3Int = (x: number, seed: number): number => finish(mix(seed, x), 4);

/** A 64-bit integer by its two words. */
export const murmur3Long = (high: number, low: number, seed: number): number =>
  finish(mix(mix(seed, low), high), 8);

export function murmur3Bytes(bytes: Uint8Array, seed: number): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const whole = bytes.length - (bytes.length % 4);
  let hash = seed;
  for (let i = 0; i < whole; i += 4) hash = mix(hash, view.getInt32(i, true));
  for (let i = whole; i < bytes.length; i++) hash = mix(hash, view.getInt8(i));
  return finish(hash, bytes.length);
}
