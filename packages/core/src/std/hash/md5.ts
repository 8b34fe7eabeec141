import { padded } from "./blocks.js";

/* MD5, RFC 1321. */

const SHIFTS: readonly (readonly number[])[] = [
  [7, 12, 17, 22],
  [5, 9, 14, 20],
  [4, 11, 16, 23],
  [6, 10, 15, 21],
];

const SINES = /* @__PURE__ */ Int32Array.from({ length: 64 }, (_, i) =>
  Math.floor(4294967296 * Math.abs(Math.sin(i + 1))),
);

/** The MD5 digest, in hexadecimal digits. */
export function md5(message: Uint8Array): string {
  const blocks = padded(message, 64, true);
  const state = Int32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476);
  for (let at = 0; at < blocks.byteLength; at += 64) digestBlock(state, blocks, at);
  let text = "";
  for (const word of state) {
    for (let shift = 0; shift < 32; shift += 8)
      text += ((word >>> shift) & 0xff).toString(16).padStart(2, "0");
  }
  return text;
}

function digestBlock(state: Int32Array, blocks: DataView, at: number): void {
  let [a = 0, b = 0, c = 0, d = 0] = state;
  for (let i = 0; i < 64; i++) {
    const turn = i >> 4;
    const mixed =
      turn === 0
        ? (b & c) | (~b & d)
        : turn === 1
          ? (b & d) | (c & ~d)
          : turn === 2
            ? b ^ c ^ d
            : c ^ (b | ~d);
    const index = turn === 0 ? i : turn === 1 ? 5 * i + 1 : turn === 2 ? 3 * i + 5 : 7 * i;
    const word = blocks.getInt32(at + 4 * (index & 15), true);
    const sum = (a + mixed + word + (SINES[i] ?? 0)) | 0;
    const shift = SHIFTS[turn]?.[i & 3] ?? 0;
    [a, d, c, b] = [d, c, b, (b + ((sum << shift) | (sum >>> (32 - shift)))) | 0];
  }
  state[0] = (state[0] ?? 0) + a;
  state[1] = (state[1] ?? 0) + b;
  state[2] = (state[2] ?? 0) + c;
  state[3] = (state[3] ?? 0) + d;
}
