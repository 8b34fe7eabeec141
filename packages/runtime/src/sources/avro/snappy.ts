import { damaged } from "./damage.js";

/** Decompresses a block of Snappy's raw format: https://github.com/google/snappy/blob/main/format_description.txt */
export function unsnap(data: Buffer, most: number): Buffer {
  let at = 0;
  const next = (): number => data[at++] ?? damaged("it ends within its compressed data");
  let length = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = next();
    length += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) break;
    if (shift > 28) return damaged("its length is no number");
  }
  if (length > most) return damaged(`it would take ${length} bytes`);
  const out = Buffer.alloc(length);
  let to = 0;
  const little = (bytes: number): number => {
    let value = 0;
    for (let i = 0; i < bytes; i++) value += next() * 2 ** (8 * i);
    return value;
  };
  while (at < data.length) {
    const tag = next();
    const kind = tag & 3;
    if (kind === 0) {
      const short = tag >> 2;
      const count = (short < 60 ? short : little(short - 59)) + 1;
      if (count > data.length - at || count > length - to)
        return damaged("a literal is longer than what is there");
      data.copy(out, to, at, at + count);
      at += count;
      to += count;
      continue;
    }
    const count = kind === 1 ? ((tag >> 2) & 7) + 4 : (tag >> 2) + 1;
    const back = kind === 1 ? (tag >> 5) * 256 + next() : little(kind === 2 ? 2 : 4);
    if (back === 0 || back > to || count > length - to) return damaged("a copy reaches beyond what is there");
    // What is copied may be what the copy itself has just written.
    if (back >= count) out.copy(out, to, to - back, to - back + count);
    else for (let i = 0; i < count; i++) out[to + i] = out[to - back + i] ?? 0;
    to += count;
  }
  if (to !== length) return damaged("it is shorter than it says");
  return out;
}
