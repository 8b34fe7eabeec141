import { open } from "node:fs/promises";
import { beginsWith, HEAD_BYTES, isReplaced, readHead, type Head } from "./head.js";
import type { FileReader } from "./index.js";

const CHUNK_BYTES = 1 << 20;
const MOST_RECORDS = 10_000;
const NEWLINE = 10;

/**
 * A file with an object a line. Lines that are added later come as new records; a last line without its end is not
 * there yet. Blank lines are records like others, so that offsets are numbers of lines, counted from the byte `begin` on.
 */
export async function jsonlReader(path: string, begin = 0): Promise<FileReader> {
  const file = await open(path, "r");
  /** Where the line of an offset begins: the furthest known place. */
  let known = { offset: 0, at: begin };
  let counted = { offset: 0, at: begin };

  const chunk = async (at: number, length: number): Promise<Buffer> => {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(length), 0, length, at);
    return buffer.subarray(0, bytesRead);
  };
  /** Steps over lines, up to an offset or as far as there are whole ones. */
  const walk = async (from: { offset: number; at: number }, to: number) => {
    let { offset, at } = from;
    let scanned = at;
    while (offset < to) {
      const bytes = await chunk(scanned, CHUNK_BYTES);
      if (bytes.length === 0) break;
      for (let i = bytes.indexOf(NEWLINE); i >= 0 && offset < to; i = bytes.indexOf(NEWLINE, i + 1)) {
        offset++;
        at = scanned + i + 1;
      }
      scanned += bytes.length;
    }
    return { offset, at };
  };

  return {
    end: async () => {
      counted = await walk(counted, Infinity);
      return counted.offset;
    },
    read: async (from) => {
      if (known.offset !== from)
        known = await walk(from < known.offset ? { offset: 0, at: begin } : known, from);
      if (known.offset < from) return { values: [] };
      for (let length = CHUNK_BYTES; ; length *= 2) {
        const bytes = await chunk(known.at, length);
        const values: Buffer[] = [];
        let at = 0;
        for (
          let end = bytes.indexOf(NEWLINE);
          end >= 0 && values.length < MOST_RECORDS;
          end = bytes.indexOf(NEWLINE, at)
        ) {
          values.push(bytes.subarray(at, end));
          at = end + 1;
        }
        // A line that is longer than the chunk needs a longer one.
        if (values.length === 0 && bytes.length === length) continue;
        known = { offset: from + values.length, at: known.at + at };
        return { values, json: true };
      }
    },
    head: async () => {
      const bytes = await chunk(0, HEAD_BYTES);
      // What comes behind the last whole line may still change.
      return readHead(file, bytes.length < HEAD_BYTES ? bytes.lastIndexOf(NEWLINE) + 1 : HEAD_BYTES);
    },
    beginsWith: (head: Head) => beginsWith(file, head),
    isReplaced: async () => (await file.stat()).size < known.at || isReplaced(file, path),
    close: () => file.close(),
  };
}
