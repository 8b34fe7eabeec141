/** The digest's bytes as lower case hexadecimal digits. */
export function toHex(words: Iterable<number>): string {
  let text = "";
  for (const word of words) text += (word >>> 0).toString(16).padStart(8, "0");
  return text;
}

/**
 * The message with a 1 bit, zeros and its length in bits behind it, so that it fills whole blocks: the padding
 * of MD5 and the SHA family. The length takes 8 bytes, or 16 of larger blocks.
 */
export function padded(message: Uint8Array, blockSize: 64 | 128, littleEndian: boolean): DataView {
  const lengthSize = blockSize / 8;
  const size = Math.ceil((message.length + 1 + lengthSize) / blockSize) * blockSize;
  const bytes = new Uint8Array(size);
  bytes.set(message);
  bytes[message.length] = 0x80;
  const view = new DataView(bytes.buffer);
  const low = (message.length << 3) >>> 0;
  const high = Math.floor(message.length / 0x20000000);
  view.setUint32(littleEndian ? size - 8 : size - 4, low, littleEndian);
  view.setUint32(littleEndian ? size - 4 : size - 8, high, littleEndian);
  return view;
}
