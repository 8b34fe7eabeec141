import { mkdir, realpath } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { acquireLease, leaseHolder, type Lease } from "../../jobs/lease.js";
import type { Owner } from "../../jobs/owner.js";

/** Who may take letters of a place back, and write its file anew: one process, or one call of it. Answers who has it otherwise. */
export async function letterLease(lock: string): Promise<Lease | Owner> {
  const [folder, name] = [dirname(lock), basename(lock)];
  await mkdir(folder, { recursive: true });
  for (;;) {
    const lease = acquireLease(folder, name);
    if (lease !== undefined) return lease;
    const owner = leaseHolder(folder, name);
    // Given back since: it is there to be taken.
    if (owner !== undefined) return owner;
  }
}

/** That of a file of letters, by whatever name. */
export const fileLock = async (path: string): Promise<string> =>
  `${await realpath(path).catch(() => path)}.replay`;
