import { open } from "node:fs/promises";
import type { DeadLetter, DeadLetterSink } from "../ports.js";
import { appendLines, exists } from "./append.js";
import { untilSucceeded } from "./compact.js";
import { letterId, letterToJson, lineFromJson, takenBackToJson } from "./letter-json.js";
import { linesAt, linesOf } from "./lines.js";
import { standingLines } from "./standing.js";

/*
 * Dead letters in a file, one in a line of JSON. Streams and replays write into it at once, and only ever at its end: a line that
 * takes a letter back stands behind it. What was taken back leaves by another file that takes its place (`compact.ts`).
 */

/** Of so many letters, the last of the file, it is known that they are there; one of before may be written twice. */
const MOST_KNOWN = 100_000;
const TAIL_BYTES = 64 << 20;

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
      await append(path, [...fresh.values()].map(letterToJson));
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
  if (!(await exists(path))) return known;
  const file = await open(path, "r");
  try {
    const { size } = await file.stat();
    for await (const lines of linesOf(file, Math.max(0, size - TAIL_BYTES))) {
      for (const { text } of lines) {
        const line = lineFromJson(text);
        if (line?.kind === "letter") remember(known, letterId(line.letter));
        if (line?.kind === "takenBack") known.delete(line.id);
        // What takes the place of the file lacks what comes behind.
        if (line?.kind === "seal") return known;
      }
    }
  } finally {
    await file.close();
  }
  return known;
}

/** Letters in the order in which they were written, however often they are gone through. */
export interface Letters extends AsyncIterable<DeadLetter> {
  readonly close: () => Promise<void>;
}

/** The letters of a file as it is now, each once, without those that were taken back; none where there is no file. */
export async function readFileLetters(path: string): Promise<Letters> {
  if (!(await exists(path))) return lettersOf([]);
  // It stays open: another file may take its place meanwhile.
  const file = await open(path, "r");
  const { places } = await standingLines(file);
  return {
    async *[Symbol.asyncIterator]() {
      for await (const { text } of linesAt(file, places)) {
        const line = lineFromJson(text);
        if (line?.kind === "letter") yield line.letter;
      }
    },
    close: () => file.close(),
  };
}

export const lettersOf = (letters: readonly DeadLetter[]): Letters => ({
  async *[Symbol.asyncIterator]() {
    yield* letters;
  },
  close: () => Promise.resolve(),
});

/** Takes letters back: they are none any more. */
export const takeBackFileLetters = (path: string, letters: readonly DeadLetter[]): Promise<void> =>
  append(path, letters.map(takenBackToJson));

async function append(path: string, lines: readonly string[]): Promise<void> {
  for (let rest = lines; rest.length > 0;) {
    const { missing, sealed } = await appendLines(path, rest);
    if (sealed && missing.length > 0) await untilSucceeded(path);
    rest = missing;
  }
}
