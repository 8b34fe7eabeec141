import { mkdir, open, realpath, stat, type FileHandle } from "node:fs/promises";
import { dirname } from "node:path";
import { isReplaced } from "../log/local/head.js";
import { lineFromJson } from "./letter-json.js";
import { linesOf } from "./lines.js";

/** Lines are written in pieces of about this, each in one call, so that two writers do not get between each other's lines. */
const PIECE_CHARS = 1 << 20;

/** The file that is about to take the place of a file of letters: where it stands, that one may be sealed. */
export const successorOf = (path: string): string => `${path}.new`;

export interface Appended {
  /** Lines that do not stand in the file. */
  readonly missing: readonly string[];
  /** Because it is sealed: another one is to take its place. */
  readonly sealed: boolean;
}

/**
 * Adds lines to a file, durably. What comes behind a seal counts for nothing, since what takes the file's place is made of what is
 * before it. The file system puts all that is appended in one order, so that this needs no lock.
 */
export async function appendLines(path: string, lines: readonly string[]): Promise<Appended> {
  await mkdir(dirname(path), { recursive: true });
  const file = await open(path, "a+");
  try {
    const { size } = await file.stat();
    // A line that a crash cut is ended, so that the next one stands by itself.
    let text = (await endsWithNewline(file, size)) ? "" : "\n";
    for (const line of lines) {
      text += `${line}\n`;
      if (text.length < PIECE_CHARS) continue;
      await writeWhole(file, text);
      text = "";
    }
    await writeWhole(file, text);
    await file.datasync();
    if ((await isSucceeded(file, path)) && (await isSealedBefore(file, size))) {
      return { missing: lines, sealed: true };
    }
    // Read again: between two calls another writer may have been killed in the middle of a line, or have sealed the file.
    const missing = new Set(lines);
    for await (const some of linesOf(file, size)) {
      for (const line of some) {
        missing.delete(line.text);
        if (isSeal(line.text)) return { missing: [...missing], sealed: true };
      }
    }
    return { missing: [...missing], sealed: false };
  } finally {
    await file.close();
  }
}

/** Whether another file is to take the place of this one, or did. */
async function isSucceeded(file: FileHandle, path: string): Promise<boolean> {
  // In this order: it takes the place in one step.
  return (await exists(successorOf(await realpath(path)))) || (await isReplaced(file, path));
}

async function isSealedBefore(file: FileHandle, at: number): Promise<boolean> {
  for await (const lines of linesOf(file)) {
    for (const line of lines) {
      if (line.at >= at) return false;
      if (isSeal(line.text)) return true;
    }
  }
  return false;
}

export const isSeal = (text: string): boolean => lineFromJson(text)?.kind === "seal";

export const exists = async (path: string): Promise<boolean> =>
  (await stat(path).catch(() => undefined)) !== undefined;

export async function writeWhole(file: FileHandle, text: string): Promise<void> {
  for (let bytes = Buffer.from(text); bytes.length > 0;) {
    const { bytesWritten } = await file.write(bytes);
    bytes = bytes.subarray(bytesWritten);
  }
}

async function endsWithNewline(file: FileHandle, size: number): Promise<boolean> {
  if (size === 0) return true;
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer[0] === 10;
}
