/*
 * Raw Snappy: https://github.com/google/snappy/blob/main/format_description.txt
 */

const damaged = (): Error => new Error("the snappy data are damaged");
/** No record batch is larger. */
const MOST_BYTES = 1 << 30;

/** The data of a raw Snappy block. Throws where it is damaged. */
export function unsnappy(input: Buffer): Buffer {
  let at = 0;
  let size = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = input[at++];
    if (byte === undefined || shift > 28) throw damaged();
    size += (byte & 0x7f) * 2 ** shift;
    if (byte < 128) break;
  }
  // An element of three bytes makes 64 at most.
  if (size > MOST_BYTES || size > input.length * 64) throw damaged();
  const out = Buffer.allocUnsafe(size);
  let to = 0;
  while (at < input.length) {
    const tag = input[at++] ?? 0;
    if ((tag & 3) === 0) {
      let length = tag >> 2;
      if (length >= 60) {
        const bytes = length - 59;
        if (at + bytes > input.length) throw damaged();
        length = input.readUIntLE(at, bytes);
        at += bytes;
      }
      length++;
      if (at + length > input.length || to + length > size) throw damaged();
      input.copy(out, to, at, at + length);
      at += length;
      to += length;
      continue;
    }
    const bytes = (tag & 3) === 3 ? 4 : tag & 3;
    if (at + bytes > input.length) throw damaged();
    const length = bytes === 1 ? ((tag >> 2) & 7) + 4 : (tag >> 2) + 1;
    const distance = bytes === 1 ? ((tag >> 5) << 8) | (input[at] ?? 0) : input.readUIntLE(at, bytes);
    at += bytes;
    if (distance === 0 || distance > to || to + length > size) throw damaged();
    for (let i = 0; i < length; i++, to++) out[to] = out[to - distance] ?? 0;
  }
  if (to !== size) throw damaged();
  return out;
}
