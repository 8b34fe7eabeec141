import { START_224, START_256, START_384, START_512 } from "./sha2-constants.js";
import { digest32 } from "./sha256.js";
import { digest64 } from "./sha512.js";

/** The SHA-2 digest of 224, 256 (also 0), 384 or 512 bits in hexadecimal digits; NULL for other lengths. */
export function sha2(message: Uint8Array, bits: number): string | null {
  switch (bits) {
    case 224:
      return digest32(message, START_224, 7);
    case 0:
    case 256:
      return digest32(message, START_256, 8);
    case 384:
      return digest64(message, START_384, 12);
    case 512:
      return digest64(message, START_512, 16);
    default:
      return null;
  }
}
