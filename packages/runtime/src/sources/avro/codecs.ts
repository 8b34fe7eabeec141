import { crc32, inflateRawSync } from "node:zlib";
import { decompress } from "fzstd";
import { AvroDamage, damaged } from "./damage.js";
import { unsnap } from "./snappy.js";

/** A block larger than this is not read: it would not fit in a job's memory. */
export const MOST_BLOCK_BYTES = 256 * 1024 * 1024;

export type Decompress = (data: Buffer) => Buffer;

const CODECS: ReadonlyMap<string, Decompress> = new Map<string, Decompress>([
  ["null", (data) => data],
  ["deflate", (data) => inflateRawSync(data, { maxOutputLength: MOST_BLOCK_BYTES })],
  ["snappy", unsnapChecked],
  ["zstandard", unzstd],
]);

/** The codec of a name; its mistakes are AvroDamage. */
export function codecOf(name: string): Decompress {
  const codec = CODECS.get(name);
  if (codec === undefined)
    return damaged(
      `its codec is ${JSON.stringify(name.slice(0, 40))}; null, deflate, snappy and zstandard are read`,
    );
  return (data) => {
    try {
      return codec(data);
    } catch (error) {
      if (error instanceof AvroDamage) throw error;
      return damaged(`it cannot be decompressed: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
}

/** Behind the data stands the CRC-32 of what they were. */
function unsnapChecked(data: Buffer): Buffer {
  if (data.length < 4) damaged("it ends before its checksum");
  const found = unsnap(data.subarray(0, -4), MOST_BLOCK_BYTES);
  if (crc32(found) !== data.readUInt32BE(data.length - 4)) damaged("its checksum is wrong");
  return found;
}

function unzstd(data: Buffer): Buffer {
  const found = decompress(data);
  return Buffer.from(found.buffer, found.byteOffset, found.byteLength);
}
