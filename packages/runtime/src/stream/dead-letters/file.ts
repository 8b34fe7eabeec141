import { existsSync } from "node:fs";
import { appendFile, mkdir, open, readFile, rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { DeadLetter, DeadLetterSink } from "../ports.js";
import { letterFromJson, letterId, letterToJson } from "./letter-json.js";

/** Dead letters in a file, one in a line of JSON. */
export function fileDeadLetters(path: string): DeadLetterSink {
  let known: Set<string> | undefined;
  const begin = async (): Promise<Set<string>> => {
    await mkdir(dirname(path), { recursive: true });
    // A line that a crash cut is ended, so that the next one stands by itself.
    if (existsSync(path) && !(await endsWithNewline(path))) await appendFile(path, "\n");
    return new Set((await readFileLetters(path)).map(letterId));
  };
  return {
    label: path,
    write: async (letters) => {
      known ??= await begin();
      const fresh = letters.filter((letter) => !known?.has(letterId(letter)));
      if (fresh.length === 0) return;
      await appendFile(path, fresh.map((letter) => `${letterToJson(letter)}\n`).join(""));
      for (const letter of fresh) known.add(letterId(letter));
    },
    close: () => Promise.resolve(),
  };
}

async function endsWithNewline(path: string): Promise<boolean> {
  const file = await open(path, "r");
  try {
    const { size } = await file.stat();
    if (size === 0) return true;
    const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
    return buffer[0] === 10;
  } finally {
    await file.close();
  }
}

/** The letters of a file, each once, in order of topic, partition and offset; none where there is no file. */
export async function readFileLetters(path: string): Promise<readonly DeadLetter[]> {
  if (!existsSync(path)) return [];
  const letters = new Map<string, DeadLetter>();
  for (const line of (await readFile(path, "utf8")).split("\n")) {
    const letter = line === "" ? undefined : letterFromJson(line);
    if (letter !== undefined) letters.set(letterId(letter), letter);
  }
  return [...letters.values()].sort(inOrder);
}

export const inOrder = (a: DeadLetter, b: DeadLetter): number =>
  a.topic < b.topic ? -1 : a.topic > b.topic ? 1 : a.partition - b.partition || a.offset - b.offset;

/** Takes letters out of a file, written aside and renamed into place. */
export async function removeFileLetters(path: string, gone: readonly DeadLetter[]): Promise<void> {
  const ids = new Set(gone.map(letterId));
  const left = (await readFileLetters(path)).filter((letter) => !ids.has(letterId(letter)));
  const aside = `${path}.${process.pid}.tmp`;
  await writeFile(aside, left.map((letter) => `${letterToJson(letter)}\n`).join(""));
  await rename(aside, path);
}
