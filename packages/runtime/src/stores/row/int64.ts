import { toInt64, type Int64 } from "@pinion/core";

const TWO_32 = 4294967296;

export function writeInt64(buffer: Buffer, value: Int64, at: number): void {
  if (typeof value === "bigint") {
    buffer.writeBigInt64LE(value, at);
    return;
  }
  const high = Math.floor(value / TWO_32);
  buffer.writeUInt32LE(value - high * TWO_32, at);
  buffer.writeInt32LE(high, at + 4);
}

export function readInt64(buffer: Buffer, at: number): Int64 {
  const high = buffer.readInt32LE(at + 4);
  // Beyond 2^53 a double would lose units.
  if (high >= 2097152 || high < -2097151) return toInt64(buffer.readBigInt64LE(at));
  return high * TWO_32 + buffer.readUInt32LE(at);
}
