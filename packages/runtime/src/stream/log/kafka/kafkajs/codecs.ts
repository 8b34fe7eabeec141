import { decompress } from "fzstd";
import kafkajs from "kafkajs";
import { unlz4 } from "../../../codec/lz4.js";
import { unsnappyStream } from "../../../codec/snappy-stream.js";

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
