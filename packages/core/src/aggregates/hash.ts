import { murmur3Bytes, murmur3Int, murmur3Long } from "../std/hash/murmur3.js";
import { highWord, lowWord } from "../std/hash/words.js";
import type { DataType } from "../types/index.js";
import type { Int64, Value } from "../values/index.js";

/** A hash of a value that is not NULL, by a seed. Equal values have equal hashes: -0.0 is 0.0, every NaN one. */
export type SeededHash = (value: Value, seed: number) => number;

const encoder = new TextEncoder();

/** MurmurHash3 of 32 bits; two seeds make 64 bits, and cost a tenth of what 64-bit arithmetic does. */
export function seededHash(type: DataType): SeededHash {
  switch (type.kind) {
    case "boolean":
      return (value, seed) => murmur3Int(value === true ? 1 : 0, seed);
    case "tinyint":
    case "smallint":
    case "int":
    case "date":
      return (value, seed) => murmur3Int(value as number, seed);
    case "bigint":
    case "timestamp":
      return (value, seed) => murmur3Long(highWord(value as Int64), lowWord(value as Int64), seed);
    case "float":
    case "double":
      return doubleHash();
    case "binary":
      return (value, seed) => murmur3Bytes(value as Uint8Array, seed);
    default:
      return (value, seed) => murmur3Bytes(encoder.encode(String(value)), seed);
  }
}

function doubleHash(): SeededHash {
  const view = new DataView(new ArrayBuffer(8));
  return (value, seed) => {
    const x = value as number;
    view.setFloat64(0, x === 0 ? 0 : x !== x ? NaN : x);
    return murmur3Long(view.getInt32(0), view.getInt32(4), seed);
  };
}
