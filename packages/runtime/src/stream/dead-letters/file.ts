import { existsSync } from "node:fs";
import { mkdir, open, stat, type FileHandle } from "node:fs/promises";
import { dirname } from "node:path";
import { jsonlReader } from "../log/local/jsonl.js";
import type { DeadLetter, DeadLetterSink } from "../ports.js";
import { letterId, letterToJson, lineFromJson, takenBackToJson } from "./letter-json.js";

/*
 * Dead letters in a file, one in a line of JSON. Nothing of it is ever written over or taken away, so that streams and replays
 * write into it at once: a line that takes a letter back stands behind it.
 */

/** Of so many letters, the last of the file, it is known that they are there; one of before may be written twice. */
const MOST_KNOWN = 100_000;
const TAIL_BYTES = 64 << 20;
/** Lines are written in pieces of about this, each in one call, so that two writers do not get between each other's lines. */
const PIECE_CHARS = 1 << 20;

export function fileDeadLetters(path: string): DeadLetterSink {
  let known: Set<string> | undefined;
  return {
    label: path,
    write: async (letters) => {
      known ??= await lastOf(path);
      const fresh = new Map<string, DeadLetter>();
      for (const letter of letters) {
        const id = letterId(letter);
        if (!known.has(id)) fresh.set(id, letter);
      }
      if (fresh.size === 0) return;
      await append(path, fresh.values(), letterToJson);
      for (const id of fresh.keys()) remember(known, id);
    },
    close: () => Promise.resolve(),
  };
}

function remember(known: Set<string>, id: string): void {
  known.add(id);
  if (known.size <= MOST_KNOWN) return;
  const [oldest = id] = known;
  known.delete(oldest);
}

async function lastOf(path: string): Promise<Set<string>> {
  const known = new Set<string>();
  if (!existsSync(path)) return known;
  const { size } = await stat(path);
  for await (const lines of linesOf(path, Math.max(0, size - TAIL_BYTES))) {
    for (const text of lines) {
      const line = lineFromJson(text.toString("utf8"));
      if (line?.kind === "letter") remember(known, letterId(line.letter));
      if (line?.kind === "takenBack") known.delete(line.id);
    }
  }
  return known;
}

/** The whole lines of a file from a byte on, of which the first may be the rest of one. */
async function* linesOf(path: string, at = 0): AsyncGenerator<readonly Buffer[]> {
  if (!existsSync(path)) return;
  const reader = await jsonlReader(path, at);
  try {
    for (let next = 0; ;) {
      const { values } = await reader.read(next);
      if (values.length === 0) return;
      yield values;
      next += values.length;
    }
  } finally {
    await reader.close();
  }
}

/** Letters in the order in which they were written, read anew whenever they are gone through. */
export interface Letters extends AsyncIterable<DeadLetter> {
  readonly count: number;
}

/** The letters of a file as it is now, each once, without those that were taken back; none where there is no file. */
export async function readFileLetters(path: string): Promise<Letters> {
  const standing = await standingLines(path);
  return {
    count: standing.length,
    async *[Symbol.asyncIterator]() {
      let found = 0;
      let number = 0;
      for await (const lines of linesOf(path)) {
        for (const text of lines) {
          if (found === standing.length) return;
          if (number++ !== standing[found]) continue;
          found++;
          const line = lineFromJson(text.toString("utf8"));
          if (line?.kind === "letter") yield line.letter;
        }
      }
    },
  };
}

/** The numbers of the lines whose letters stand. */
async function standingLines(path: string): Promise<Float64Array> {
  const standing = new Map<string, number>();
  let number = 0;
  for await (const lines of linesOf(path)) {
    for (const text of lines) {
      const line = lineFromJson(text.toString("utf8"));
      if (line?.kind === "takenBack") standing.delete(line.id);
      if (line?.kind === "letter") {
        const id = letterId(line.letter);
        if (!standing.has(id)) standing.set(id, number);
      }
      number++;
    }
  }
  return Float64Array.from(standing.values()).sort();
}

/** Takes letters back: they are none any more. */
export const takeBackFileLetters = (path: string, letters: readonly DeadLetter[]): Promise<void> =>
  append(path, letters, takenBackToJson);

async function append(
  path: string,
  letters: Iterable<DeadLetter>,
  lineOf: (letter: DeadLetter) => string,
): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const file = await open(path, "a+");
  try {
    // A line that a crash cut is ended, so that the next one stands by itself.
    let text = (await endsWithNewline(file)) ? "" : "\n";
    for (const letter of letters) {
      text += `${lineOf(letter)}\n`;
      if (text.length < PIECE_CHARS) continue;
      await writeWhole(file, text);
      text = "";
    }
    await writeWhole(file, text);
  } finally {
    await file.close();
  }
}

async function writeWhole(file: FileHandle, text: string): Promise<void> {
  for (let bytes = Buffer.from(text); bytes.length > 0;) {
    const { bytesWritten } = await file.write(bytes);
    bytes = bytes.subarray(bytesWritten);
  }
}

async function endsWithNewline(file: FileHandle): Promise<boolean> {
  const { size } = await file.stat();
  if (size === 0) return true;
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer[0] === 10;
}
