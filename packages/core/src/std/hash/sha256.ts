import { padded, toHex } from "./blocks.js";
import { ROUND_CONSTANTS_32 } from "./sha2-constants.js";

/* SHA-224 and SHA-256, FIPS 180-4. */

const rotate = (x: number, bits: number): number => (x >>> bits) | (x << (32 - bits));

/** The digest of `size` words from a start state, in hexadecimal digits. */
export function digest32(message: Uint8Array, start: Int32Array, size: number): string {
  const blocks = padded(message, 64, false);
  const state = start.slice();
  const words = new Int32Array(64);
  for (let at = 0; at < blocks.byteLength; at += 64) {
    expand(words, blocks, at);
    digestBlock(state, words);
  }
  return toHex(state.subarray(0, size));
}

function expand(words: Int32Array, blocks: DataView, at: number): void {
  for (let i = 0; i < 16; i++) words[i] = blocks.getInt32(at + 4 * i);
  for (let i = 16; i < 64; i++) {
    const a = words[i - 15] ?? 0;
    const b = words[i - 2] ?? 0;
    const sigma0 = rotate(a, 7) ^ rotate(a, 18) ^ (a >>> 3);
    const sigma1 = rotate(b, 17) ^ rotate(b, 19) ^ (b >>> 10);
    words[i] = (words[i - 16] ?? 0) + sigma0 + (words[i - 7] ?? 0) + sigma1;
  }
}

function digestBlock(state: Int32Array, words: Int32Array): void {
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let i = 0; i < 64; i++) {
    const sum1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const chosen = (e & f) ^ (~e & g);
    const t1 = (h + sum1 + chosen + (ROUND_CONSTANTS_32[i] ?? 0) + (words[i] ?? 0)) | 0;
    const sum0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    const majority = (a & b) ^ (a & c) ^ (b & c);
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + sum0 + majority) | 0;
  }
  for (const [i, x] of [a, b, c, d, e, f, g, h].entries()) state[i] = (state[i] ?? 0) + x;
}
