import { open, realpath, rename, rm, stat, type FileHandle } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { exists, isSeal, successorOf, writeWhole } from "./append.js";
import { fileLock, letterLease } from "./lease.js";
import { sealLine } from "./letter-json.js";
import { linesAt, linesOf } from "./lines.js";
import { standingLines } from "./standing.js";
import { syncFolder } from "../../sync-folder.js";

const PIECE_CHARS = 1 << 20;
const ASK_AGAIN_MS = 20;

/**
 * Writes a file of letters anew without those that were taken back, while streams go on adding to it. Only whoever has the
 * file's lease does. The new file has what stood when it was begun; then the old one is sealed, what came meanwhile is copied, and
 * the new one takes its place in one step. Until then the old one is whole up to its seal, so that it does not matter where this ends.
 */
export async function compactFileLetters(given: string, renew: () => void): Promise<void> {
  if (!(await exists(given))) return;
  const path = await realpath(given);
  const [aside, successor] = [`${path}.compacting`, successorOf(path)];
  const old = await open(path, "r");
  try {
    const { places, lines, end, sealed } = await standingLines(old);
    if (places.length === lines && !sealed && !(await exists(successor))) return;
    const anew = await open(aside, "w", (await old.stat()).mode & 0o777);
    try {
      await copy(anew, textsAt(old, places), renew);
      // By its name those who add to the old file know that it may be sealed.
      await rename(aside, successor);
      if (!sealed) await seal(path);
      await copy(anew, textsUpToSeal(old, end), renew);
      await anew.sync();
    } finally {
      await anew.close();
      await rm(aside, { force: true });
    }
    renew();
    await rename(successor, path);
    await syncFolder(dirname(path));
  } finally {
    await old.close();
  }
}

/**
 * Resolves when another file has the place of one that is sealed. Whoever was at it may have been killed: then this process
 * does it.
 */
export async function untilSucceeded(path: string): Promise<void> {
  const { ino } = await stat(path, { bigint: true });
  while ((await stat(path, { bigint: true })).ino === ino) {
    const lease = await letterLease(await fileLock(path));
    if (!("release" in lease)) {
      await sleep(ASK_AGAIN_MS);
      continue;
    }
    try {
      await compactFileLetters(path, () => undefined);
      return;
    } finally {
      lease.release();
    }
  }
}

async function seal(path: string): Promise<void> {
  const file = await open(path, "a");
  try {
    // Behind a line that a crash cut it would not be seen.
    await writeWhole(file, `\n${sealLine()}\n`);
  } finally {
    await file.close();
  }
}

async function* textsAt(file: FileHandle, places: Float64Array): AsyncGenerator<string> {
  for await (const { text } of linesAt(file, places)) yield text;
}

async function* textsUpToSeal(file: FileHandle, from: number): AsyncGenerator<string> {
  for await (const lines of linesOf(file, from)) {
    for (const { text } of lines) {
      if (isSeal(text)) return;
      if (text !== "") yield text;
    }
  }
}

async function copy(file: FileHandle, texts: AsyncIterable<string>, renew: () => void): Promise<void> {
  let piece = "";
  for await (const text of texts) {
    piece += `${text}\n`;
    if (piece.length < PIECE_CHARS) continue;
    renew();
    await writeWhole(file, piece);
    piece = "";
  }
  await writeWhole(file, piece);
}
