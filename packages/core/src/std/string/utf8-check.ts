import { decodeUtf8, decodeUtf8Strictly, isUtf8 } from "./utf8.js";

/** Of a text, which is valid by its nature here. */
export const isValidText = (_text: string): boolean => true;

/** Whether bytes are valid UTF-8. */
export const isValidUtf8 = (bytes: Uint8Array): boolean => isUtf8(bytes);

/** The text of bytes, U+FFFD in place of what is not UTF-8. */
export const makeValidUtf8 = (bytes: Uint8Array): string => decodeUtf8(bytes);

/** The text of bytes; NULL where they are not UTF-8. */
export const validateUtf8 = (bytes: Uint8Array): string | null => decodeUtf8Strictly(bytes);
