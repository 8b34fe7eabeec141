import { PinionError } from "@pinion/core";

/** What a job or a join may take of the machine. */
export interface Room {
  readonly memoryLimit?: string | undefined;
  readonly threads?: number | undefined;
}

const SIZE = /^(\d{1,9}(?:\.\d{1,9})?) ?(?:[KMGT]i?)?B$/iu;

/** Throws PN7010 where a limit is no size, or a number of threads none; the engine would say so in words of its own, and late. */
export function checkRoom({ memoryLimit, threads }: Room): void {
  if (memoryLimit !== undefined && !(Number(SIZE.exec(String(memoryLimit))?.[1] ?? 0) > 0))
    throw new PinionError("PN7010", `the memory limit is no size: ${JSON.stringify(memoryLimit)}`, {
      help: "write a number and a unit: `500MB`, `2GB`, `1.5GiB`",
    });
  if (threads !== undefined && !(Number.isInteger(threads) && threads > 0))
    throw new PinionError("PN7010", `\`threads\` is no number of threads: ${String(threads)}`, {
      help: "a whole number, 1 at least; without it all processors are taken",
    });
}
