const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
const strictDecoder = new TextDecoder("utf-8", { ignoreBOM: true, fatal: true });

/** The bytes of a text. */
export const encodeUtf8 = (text: string): Uint8Array => encoder.encode(text);

/** The text of bytes, U+FFFD in place of what is not UTF-8. */
export const decodeUtf8 = (bytes: Uint8Array): string => decoder.decode(bytes);

/** The text of bytes; NULL where they are not UTF-8. */
export function decodeUtf8Strictly(bytes: Uint8Array): string | null {
  try {
    return strictDecoder.decode(bytes);
  } catch {
    return null;
  }
}

/** Whether bytes are UTF-8. */
export const isUtf8 = (bytes: Uint8Array): boolean => decodeUtf8Strictly(bytes) !== null;

/** How many bytes a text takes in UTF-8. */
export function utf8Length(text: string): number {
  let length = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    // Each half of a pair counts two of the pair's four bytes.
    if (unit < 0x80) length += 1;
    else if (unit < 0x800 || (unit & 0xf800) === 0xd800) length += 2;
    else length += 3;
  }
  return length;
}
