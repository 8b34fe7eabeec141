import { padded, toHex } from "./blocks.js";
import { ROUND_CONSTANTS_64 } from "./sha2-constants.js";

/* SHA-384 and SHA-512, FIPS 180-4. Every 64-bit number is two words, the high one first. */

/** The digest of `size` words from a start state, in hexadecimal digits. */
export function digest64(message: Uint8Array, start: Int32Array, size: number): string {
  const blocks = padded(message, 128, false);
  const state = start.slice();
  const words = new Int32Array(160);
  for (let at = 0; at < blocks.byteLength; at += 128) {
    expand(words, blocks, at);
    digestBlock(state, words);
  }
  return toHex(state.subarray(0, size));
}

/** The upper word of (high, low) turned right by fewer than 32 bits; the lower one with the words swapped. */
const turn = (high: number, low: number, bits: number): number => (high >>> bits) | (low << (32 - bits));

/** What is carried out of the sum of lower words. */
const carry = (sum: number): number => Math.floor(sum / 4294967296);

function expand(words: Int32Array, blocks: DataView, at: number): void {
  for (let i = 0; i < 32; i++) words[i] = blocks.getInt32(at + 4 * i);
  for (let i = 32; i < 160; i += 2) {
    const ah = words[i - 30] ?? 0;
    const al = words[i - 29] ?? 0;
    const bh = words[i - 4] ?? 0;
    const bl = words[i - 3] ?? 0;
    const low =
      ((turn(al, ah, 1) ^ turn(al, ah, 8) ^ turn(al, ah, 7)) >>> 0) +
      ((turn(bl, bh, 19) ^ turn(bh, bl, 29) ^ turn(bl, bh, 6)) >>> 0) +
      ((words[i - 31] ?? 0) >>> 0) +
      ((words[i - 13] ?? 0) >>> 0);
    words[i] =
      (turn(ah, al, 1) ^ turn(ah, al, 8) ^ (ah >>> 7)) +
      (turn(bh, bl, 19) ^ turn(bl, bh, 29) ^ (bh >>> 6)) +
      (words[i - 32] ?? 0) +
      (words[i - 14] ?? 0) +
      carry(low);
    words[i + 1] = low;
  }
}

function digestBlock(state: Int32Array, words: Int32Array): void {
  const s = state.slice();
  const at = (i: number): number => s[i] ?? 0;
  for (let i = 0; i < 160; i += 2) {
    const eh = at(8);
    const el = at(9);
    const ah = at(0);
    const al = at(1);
    const t1Low =
      (at(15) >>> 0) +
      ((turn(el, eh, 14) ^ turn(el, eh, 18) ^ turn(eh, el, 9)) >>> 0) +
      (((el & at(11)) ^ (~el & at(13))) >>> 0) +
      ((ROUND_CONSTANTS_64[i + 1] ?? 0) >>> 0) +
      ((words[i + 1] ?? 0) >>> 0);
    const t1High =
      (at(14) +
        (turn(eh, el, 14) ^ turn(eh, el, 18) ^ turn(el, eh, 9)) +
        ((eh & at(10)) ^ (~eh & at(12))) +
        (ROUND_CONSTANTS_64[i] ?? 0) +
        (words[i] ?? 0) +
        carry(t1Low)) |
      0;
    const sumLow =
      (t1Low >>> 0) +
      ((turn(al, ah, 28) ^ turn(ah, al, 2) ^ turn(ah, al, 7)) >>> 0) +
      (((al & at(3)) ^ (al & at(5)) ^ (at(3) & at(5))) >>> 0);
    const sumHigh =
      t1High +
      (turn(ah, al, 28) ^ turn(al, ah, 2) ^ turn(al, ah, 7)) +
      ((ah & at(2)) ^ (ah & at(4)) ^ (at(2) & at(4))) +
      carry(sumLow);
    const newELow = (at(7) >>> 0) + (t1Low >>> 0);
    const newEHigh = at(6) + t1High + carry(newELow);
    s.copyWithin(2, 0, 14);
    s[8] = newEHigh;
    s[9] = newELow;
    s[0] = sumHigh;
    s[1] = sumLow;
  }
  for (let i = 0; i < 16; i += 2) {
    const low = ((state[i + 1] ?? 0) >>> 0) + (at(i + 1) >>> 0);
    state[i] = (state[i] ?? 0) + at(i) + carry(low);
    state[i + 1] = low;
  }
}
