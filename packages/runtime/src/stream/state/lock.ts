import { mkdirSync } from "node:fs";
import { PinionError } from "@pinion/core";
import { acquireLease, leaseHolder } from "../../jobs/lease.js";

/**
 * Keeps a folder for this process; answers how to give it back. A process that died has given it back, also where another
 * one has its number by now, as in a container that was started again. One that only stands still has not.
 */
export function lockFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true });
  for (;;) {
    const lease = acquireLease(folder, "owner", { elsewhere: "gone" });
    if (lease !== undefined) return lease.release;
    const owner = leaseHolder(folder, "owner");
    // Given back since: it is there to be taken.
    if (owner === undefined) continue;
    if (owner.pid === process.pid) {
      throw new PinionError("PN5508", `the state folder ${folder} is in use by another job of this process`);
    }
    throw new PinionError("PN5508", `the state folder ${folder} is in use by process ${owner.pid}`, {
      help: "give each process a folder of its own",
    });
  }
}
