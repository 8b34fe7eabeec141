import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { PinionError } from "@pinion/core";
import { isRunning, thisProcess, type Owner } from "../../jobs/owner.js";

/**
 * Keeps a folder for this process; answers how to give it back. A process that died has given it back, also where another
 * one has its number by now, as in a container that was started again. One that only stands still has not.
 */
export function lockFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, "owner");
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      const descriptor = openSync(file, "wx");
      writeSync(descriptor, JSON.stringify(thisProcess()));
      closeSync(descriptor);
      return () => rmSync(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    const owner = readOwner(file);
    if (owner !== undefined && isRunning(owner) === true) {
      if (owner.pid === process.pid) {
        throw new PinionError(
          "PN5508",
          `the state folder ${folder} is in use by another job of this process`,
        );
      }
      throw new PinionError("PN5508", `the state folder ${folder} is in use by process ${owner.pid}`, {
        help: "give each process a folder of its own",
      });
    }
    rmSync(file, { force: true });
  }
  throw new PinionError("PN5508", `the state folder ${folder} cannot be locked`);
}

function readOwner(file: string): Owner | undefined {
  try {
    const { pid, started, place } = JSON.parse(readFileSync(file, "utf8")) as Partial<Owner>;
    return pid === undefined || started === undefined || place === undefined
      ? undefined
      : { pid, started, place };
  } catch {
    return undefined;
  }
}
