import { unsnappy } from "./snappy.js";

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
