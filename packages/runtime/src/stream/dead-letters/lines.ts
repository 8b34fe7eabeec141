import type { FileHandle } from "node:fs/promises";

export interface Line {
  /** The byte that it begins at. */
  readonly at: number;
  /** The byte behind its newline. */
  readonly end: number;
  readonly text: string;
}

const CHUNK_BYTES = 1 << 20;
const NEWLINE = 10;

/** The whole lines of a file from a byte on, of which the first may be the rest of one; some at a time. */
export async function* linesOf(file: FileHandle, from = 0): AsyncGenerator<readonly Line[]> {
  let at = from;
  for (let length = CHUNK_BYTES; ;) {
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(length), 0, length, at);
    const lines: Line[] = [];
    let begin = 0;
    for (
      let end = buffer.indexOf(NEWLINE);
      end >= 0 && end < bytesRead;
      end = buffer.indexOf(NEWLINE, begin)
    ) {
      lines.push({ at: at + begin, end: at + end + 1, text: buffer.toString("utf8", begin, end) });
      begin = end + 1;
    }
    if (begin === 0) {
      // The end of the file, or a line that is longer than the chunk.
      if (bytesRead < length) return;
      length *= 2;
      continue;
    }
    yield lines;
    at += begin;
    length = CHUNK_BYTES;
  }
}

/** So many bytes are read for nothing rather than asked for by their place. */
const GAP_BYTES = 1 << 20;

/** The lines that begin at these bytes, which are in order. */
export async function* linesAt(file: FileHandle, places: Float64Array): AsyncGenerator<Line> {
  for (let i = 0; i < places.length;) {
    for await (const lines of linesOf(file, places[i])) {
      for (const line of lines) {
        if (line.at !== places[i]) continue;
        i++;
        yield line;
      }
      if ((places[i] ?? Infinity) > (lines.at(-1)?.end ?? 0) + GAP_BYTES) break;
    }
  }
}
