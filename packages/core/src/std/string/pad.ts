import { countCodePoints, hasAstral, offsetAfter } from "./code-points.js";
import { leftText } from "./substring.js";
import { MAX_GENERATED_LENGTH } from "./limits.js";

/** `text` cut or filled on the left with `pad` to `length` code points; NULL beyond the limit. */
export function padLeftText(text: string, length: number, pad = " "): string | null {
  const fill = filling(text, length, pad);
  return fill === null ? null : fill === "" ? leftText(text, length) : fill + text;
}

/** {@link padLeftText} on the right. */
export function padRightText(text: string, length: number, pad = " "): string | null {
  const fill = filling(text, length, pad);
  return fill === null ? null : fill === "" ? leftText(text, length) : text + fill;
}

function filling(text: string, length: number, pad: string): string | null {
  const missing = length - (hasAstral(text) ? countCodePoints(text) : text.length);
  if (missing <= 0 || pad === "") return "";
  if (missing > MAX_GENERATED_LENGTH) return null;
  const size = countCodePoints(pad);
  const whole = Math.floor(missing / size);
  return pad.repeat(whole) + pad.slice(0, offsetAfter(pad, missing - whole * size));
}

const ZERO = new Uint8Array(1);

/** {@link padLeftText} in bytes, with zeros where no other bytes are given. */
export function padLeftBinary(bytes: Uint8Array, length: number, pad: Uint8Array = ZERO): Uint8Array | null {
  return padBinary(bytes, length, pad, (room) => room);
}

/** {@link padRightText} in bytes. */
export function padRightBinary(bytes: Uint8Array, length: number, pad: Uint8Array = ZERO): Uint8Array | null {
  return padBinary(bytes, length, pad, () => 0);
}

function padBinary(
  bytes: Uint8Array,
  length: number,
  pad: Uint8Array,
  place: (room: number) => number,
): Uint8Array | null {
  const room = length - bytes.length;
  if (room <= 0) return bytes.slice(0, Math.max(length, 0));
  if (pad.length === 0) return bytes;
  if (room > MAX_GENERATED_LENGTH) return null;
  const at = place(room);
  const result = new Uint8Array(length);
  const start = at === 0 ? bytes.length : 0;
  for (let i = 0; i < room; i++) result[start + i] = pad[i % pad.length] ?? 0;
  result.set(bytes, at);
  return result;
}
