import { toInt64 } from "../../values/int64.js";
import type { Int64 } from "../../values/value.js";
import { MAX_ELEMENTS } from "./limits.js";

/**
 * The integers from `start` to `stop`, both counted, in steps of `step` (1 or -1, if it is left out). NULL for
 * a step that does not lead there and beyond the limit.
 */
export function sequenceIntegers(start: Int64, stop: Int64, step?: Int64): readonly Int64[] | null {
  const by = step ?? (start <= stop ? 1 : -1);
  if (start === stop) return [start];
  if (by === 0 || by > 0 !== start < stop) return null;
  if (typeof start === "number" && typeof stop === "number" && typeof by === "number") {
    const count = Math.floor((stop - start) / by) + 1;
    if (count > MAX_ELEMENTS) return null;
    return Array.from({ length: count }, (_, i) => start + i * by);
  }
  const [from, to, width] = [BigInt(start), BigInt(stop), BigInt(by)];
  const count = (to - from) / width + 1n;
  if (count > BigInt(MAX_ELEMENTS)) return null;
  return Array.from({ length: Number(count) }, (_, i) => toInt64(from + BigInt(i) * width));
}
