import { decompress } from "fzstd";
import kafkajs from "kafkajs";
import { unlz4 } from "../../codec/lz4.js";
import { unsnappy } from "../../codec/snappy.js";

/** Java's snappy stream: a head, then blocks behind their lengths. Other clients write one raw block. */
const XERIAL = Buffer.from([0x82, 0x53, 0x4e, 0x41, 0x50, 0x50, 0x59, 0]);
const XERIAL_HEAD_BYTES = 16;

export function unsnappyStream(input: Buffer): Buffer {
  if (!input.subarray(0, XERIAL.length).equals(XERIAL)) return unsnappy(input);
  const blocks: Buffer[] = [];
  for (let at = XERIAL_HEAD_BYTES; at < input.length;) {
    const size = input.readUInt32BE(at);
    if (at + 4 + size > input.length) throw new Error("the snappy data are damaged");
    blocks.push(unsnappy(input.subarray(at + 4, at + 4 + size)));
    at += 4 + size;
  }
  return Buffer.concat(blocks);
}

/** A codec that reads; this client never writes compressed. */
const reading = (decompressed: (input: Buffer) => Uint8Array) => () => ({
  compress: () => Promise.reject(new Error("this client writes uncompressed")),
  decompress: async (input: Buffer) => {
    const bytes = decompressed(input);
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  },
});

/** Teaches kafkajs the compressions that it leaves to others; gzip it knows. */
export function registerCodecs(): void {
  const { CompressionCodecs, CompressionTypes } = kafkajs;
  CompressionCodecs[CompressionTypes.Snappy] = reading(unsnappyStream);
  CompressionCodecs[CompressionTypes.LZ4] = reading(unlz4);
  CompressionCodecs[CompressionTypes.ZSTD] = reading((input) => decompress(input));
}
