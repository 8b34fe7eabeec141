import { countCodePoints, hasAstral } from "./code-points.js";
import { utf8Length } from "./utf8.js";

/** How many code points a text has. */
export const lengthText = (text: string): number => (hasAstral(text) ? countCodePoints(text) : text.length);

/** How many bytes a binary has. */
export const lengthBinary = (bytes: Uint8Array): number => bytes.length;

/** How many bytes a text has in UTF-8. */
export const octetLengthText = (text: string): number => utf8Length(text);

/** How many bits a text has in UTF-8. */
export const bitLengthText = (text: string): number => (utf8Length(text) * 8) | 0;

/** How many bits a binary has. */
export const bitLengthBinary = (bytes: Uint8Array): number => (bytes.length * 8) | 0;
