import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";

/*
 * Where ranges wait to become partitions: `<store>/.staged/<job>/r<range>/<cutoff>.tmp`. A range is written as
 * `r<range>.tmp` and renamed when it is whole. `done-<cutoff>` stands for a partition that was made.
 */

const STAGED = ".staged";
const ABANDONED_MS = 7 * 86_400_000;

export interface Staging {
  /** How many ranges are whole. */
  readonly reached: () => number;
  /** Removes the ranges after `range`. */
  readonly keep: (range: number) => void;
  /** Makes a range: `write` gets the path of the file of each cutoff. */
  readonly stage: (
    range: number,
    write: (fileOf: (cutoff: number) => string) => Promise<void>,
  ) => Promise<void>;
  /** The files of a cutoff, in the order of ranges; undefined once they have been made a partition. */
  readonly files: (cutoff: number) => readonly string[] | undefined;
  /** Where the ranges of a cutoff are put together. */
  readonly aside: (cutoff: number) => string;
  /** Notes that a partition was made and forgets its files. */
  readonly finished: (cutoff: number, rows: number) => void;
  /** How many rows a finished partition got; undefined of one that is not known to be finished. */
  readonly rowsOf: (cutoff: number) => number | undefined;
  readonly remove: () => void;
}

export function staging(root: string, job: string): Staging {
  const folder = join(root, STAGED, job);
  const rangeFolder = (range: number): string => join(folder, `r${range}`);
  const fileOf = (range: number, cutoff: number): string => join(rangeFolder(range), `${cutoff}.tmp`);
  const marker = (cutoff: number): string => join(folder, `done-${cutoff}`);
  const reached = (): number => {
    let range = 0;
    while (existsSync(rangeFolder(range + 1))) range++;
    return range;
  };
  return {
    reached,
    keep: (range) => {
      if (range === 0) rmSync(folder, { recursive: true, force: true });
      else for (let one = reached(); one > range; one--) rmSync(rangeFolder(one), { recursive: true });
    },
    stage: async (range, write) => {
      const aside = `${rangeFolder(range)}.tmp`;
      rmSync(aside, { recursive: true, force: true });
      mkdirSync(aside, { recursive: true });
      await write((cutoff) => join(aside, `${cutoff}.tmp`));
      renameSync(aside, rangeFolder(range));
    },
    files: (cutoff) => {
      // The first range has a file of every cutoff; it goes last.
      if (existsSync(marker(cutoff)) || !existsSync(fileOf(1, cutoff))) return undefined;
      const ranges = Array.from({ length: reached() }, (_, i) => fileOf(i + 1, cutoff));
      return ranges.filter((file) => existsSync(file));
    },
    aside: (cutoff) => join(folder, `whole-${cutoff}.tmp`),
    finished: (cutoff, rows) => {
      writeFileSync(marker(cutoff), String(rows));
      for (let range = reached(); range > 0; range--) rmSync(fileOf(range, cutoff), { force: true });
    },
    rowsOf: (cutoff) => {
      const file = marker(cutoff);
      const text = existsSync(file) ? readFileSync(file, "utf8") : "";
      return /^\d+$/u.test(text) ? Number(text) : undefined;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Removes what jobs staged that nobody ran again for a week, and the folder where nothing is left. */
export function sweepStaged(root: string, now: number): void {
  const folder = join(root, STAGED);
  let left = 0;
  for (const job of existsSync(folder) ? readdirSync(folder) : []) {
    const staged = join(folder, job);
    const touched = statSync(staged, { throwIfNoEntry: false })?.mtimeMs ?? now;
    if (now - touched > ABANDONED_MS) rmSync(staged, { recursive: true, force: true });
    else left++;
  }
  if (left > 0) return;
  try {
    rmdirSync(folder);
  } catch {
    // It was never made, or another job has just begun to stage.
  }
}
