import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { PinionError } from "@pinion/core";

/** Keeps a folder for this process; answers how to give it back. A process that died has given it back. */
export function lockFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, "owner");
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      const descriptor = openSync(file, "wx");
      writeSync(descriptor, String(process.pid));
      closeSync(descriptor);
      return () => rmSync(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    const owner = Number(readOwner(file));
    if (owner !== process.pid && isAlive(owner)) {
      throw new PinionError("PN5508", `the state folder ${folder} is in use by process ${owner}`, {
        help: "give each process a folder of its own",
      });
    }
    if (owner === process.pid) {
      throw new PinionError("PN5508", `the state folder ${folder} is in use by another job of this process`);
    }
    rmSync(file, { force: true });
  }
  throw new PinionError("PN5508", `the state folder ${folder} cannot be locked`);
}

function readOwner(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
