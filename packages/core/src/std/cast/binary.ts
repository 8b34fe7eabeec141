import type { Int64 } from "../../values/value.js";

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** UTF-8. */
export function stringToBinary(text: string): Uint8Array {
  return encoder.encode(text);
}

/** UTF-8; bytes that are none become U+FFFD. */
export function binaryToString(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}

/** The integer's bytes, the highest first: as many as its type has. */
export function integerToBinary(size: number, x: Int64): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigInt64(0, BigInt(x));
  return bytes.slice(8 - size);
}
