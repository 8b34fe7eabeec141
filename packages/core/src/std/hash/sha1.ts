import { padded, toHex } from "./blocks.js";

/* SHA-1, FIPS 180-4. */

const rotate = (x: number, bits: number): number => (x << bits) | (x >>> (32 - bits));

/** The SHA-1 digest, in hexadecimal digits. */
export function sha1(message: Uint8Array): string {
  const blocks = padded(message, 64, false);
  const state = Int32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0);
  const words = new Int32Array(80);
  for (let at = 0; at < blocks.byteLength; at += 64) {
    for (let i = 0; i < 80; i++) {
      words[i] =
        i < 16
          ? blocks.getInt32(at + 4 * i)
          : rotate(
              (words[i - 3] ?? 0) ^ (words[i - 8] ?? 0) ^ (words[i - 14] ?? 0) ^ (words[i - 16] ?? 0),
              1,
            );
    }
    digestBlock(state, words);
  }
  return toHex(state);
}

function digestBlock(state: Int32Array, words: Int32Array): void {
  let [a = 0, b = 0, c = 0, d = 0, e = 0] = state;
  for (const [i, word] of words.entries()) {
    const sum = rotate(a, 5) + e + word + step(i, b, c, d);
    [a, b, c, d, e] = [sum | 0, a, rotate(b, 30), c, d];
  }
  for (const [i, x] of [a, b, c, d, e].entries()) state[i] = (state[i] ?? 0) + x;
}

function step(i: number, b: number, c: number, d: number): number {
  if (i < 20) return ((b & c) | (~b & d)) + 0x5a827999;
  if (i < 40) return (b ^ c ^ d) + 0x6ed9eba1;
  if (i < 60) return ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc;
  return (b ^ c ^ d) + 0xca62c1d6;
}
