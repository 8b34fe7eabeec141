/*
 * LZ4 frames of independent or linked blocks: https://github.com/lz4/lz4/blob/dev/doc/lz4_Frame_format.md and
 * lz4_Block_format.md beside it. Checksums are passed over: Kafka has one over the whole batch.
 */

const MAGIC = 0x184d2204;
const MOST_BYTES = 1 << 30;
const damaged = (): Error => new Error("the lz4 data are damaged");

/** The data of LZ4 frames, one behind the other. Throws where they are damaged. */
export function unlz4(input: Buffer): Buffer {
  let out = Buffer.allocUnsafe(Math.max(1 << 16, input.length * 4));
  let to = 0;
  let at = 0;
  const grow = (bytes: number): void => {
    if (to + bytes <= out.length) return;
    if (to + bytes > MOST_BYTES) throw damaged();
    const larger = Buffer.allocUnsafe(Math.min(MOST_BYTES, Math.max(out.length * 2, to + bytes)));
    out.copy(larger, 0, 0, to);
    out = larger;
  };
  const block = (end: number): void => {
    while (at < end) {
      const token = input[at++] ?? 0;
      const literals = lengthOf(token >> 4, end);
      if (at + literals > end) throw damaged();
      grow(literals);
      input.copy(out, to, at, at + literals);
      at += literals;
      to += literals;
      // The last sequence of a block is literals alone.
      if (at === end) return;
      if (at + 2 > end) throw damaged();
      const distance = input.readUInt16LE(at);
      at += 2;
      const length = lengthOf(token & 15, end) + 4;
      if (distance === 0 || distance > to) throw damaged();
      grow(length);
      for (let i = 0; i < length; i++, to++) out[to] = out[to - distance] ?? 0;
    }
  };
  const lengthOf = (nibble: number, end: number): number => {
    let length = nibble;
    if (nibble < 15) return length;
    for (let byte = 255; byte === 255; length += byte) {
      if (at >= end) throw damaged();
      byte = input[at++] ?? 0;
    }
    return length;
  };

  while (at < input.length) {
    if (at + 7 > input.length || input.readUInt32LE(at) !== MAGIC) throw damaged();
    const flags = input[at + 4] ?? 0;
    if (flags >> 6 !== 1 || (flags & 1) !== 0) throw damaged();
    at += 6 + ((flags & 8) === 0 ? 0 : 8) + 1;
    for (;;) {
      if (at + 4 > input.length) throw damaged();
      const head = input.readUInt32LE(at);
      at += 4;
      if (head === 0) break;
      const size = head & 0x7fff_ffff;
      if (at + size > input.length) throw damaged();
      if (head > 0x7fff_ffff) {
        grow(size);
        input.copy(out, to, at, at + size);
        at += size;
        to += size;
      } else {
        block(at + size);
      }
      if ((flags & 16) !== 0) at += 4;
    }
    if ((flags & 4) !== 0) at += 4;
  }
  return out.subarray(0, to);
}
