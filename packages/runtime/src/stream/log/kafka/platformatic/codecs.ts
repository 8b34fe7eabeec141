import { compressionsAlgorithms, UnsupportedCompressionError } from "@platformatic/kafka";
import { decompress } from "fzstd";
import { unsnappyStream } from "../../../codec/snappy-stream.js";

/** A codec that reads; damaged data are final. */
const reading = (decompressed: (input: Buffer) => Uint8Array) => ({
  available: true,
  decompressSync: (input: Buffer): Buffer => {
    try {
      const bytes = decompressed(input);
      return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    } catch (cause) {
      throw new UnsupportedCompressionError("a batch of records cannot be decompressed", {
        ...(cause instanceof Error ? { cause } : {}),
      });
    }
  },
});

/** Java's stream of snappy blocks this client does not know, and zstd it leaves to Node, of which 20 has none. */
export function registerCodecs(): void {
  Object.assign(compressionsAlgorithms.snappy, reading(unsnappyStream));
  if (compressionsAlgorithms.zstd.available !== true) {
    Object.assign(compressionsAlgorithms.zstd, reading(decompress));
  }
}
