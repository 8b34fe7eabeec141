import {
  linkSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { isRunning, thisProcess, type Owner } from "./owner.js";

/*
 * Who works on a job, or has a folder: the files `<job>.lease.<n>`, of which the one with the greatest number counts. Whoever takes a
 * job over makes the next number, and the file system lets only one make it. Numbers never go back, so that one
 * who was slow to judge a lease cannot take another for it: a lease that is given up is marked, not removed.
 */

/** One of another machine is believed as long as it is renewed. */
const STALE_MS = 120_000;

export interface Lease {
  /** Tells others that this process still is at it; false where it no longer holds the lease. */
  readonly renew: () => boolean;
  readonly release: () => void;
}

interface Held {
  readonly number: number;
  readonly owner: Owner | undefined;
}

/** What is thought of a process that cannot be seen from here: that it is there as long as it renews its lease, or not. */
export interface LeaseOptions {
  readonly elsewhere?: "renews" | "gone";
}

/** Takes a job, unless another process that still runs has it. */
export function acquireLease(
  folder: string,
  job: string,
  { elsewhere = "renews" }: LeaseOptions = {},
): Lease | undefined {
  for (;;) {
    const held = newest(folder, job);
    if (held.owner !== undefined && isHeld(folder, job, held, elsewhere)) return undefined;
    const number = held.number + 1;
    // A folder that is listed while others take it may show none of their numbers.
    if (!make(folder, job, number) || newest(folder, job).number !== number) continue;
    for (const old of numbers(folder, job)) if (old < number) rmSync(file(folder, job, old), { force: true });
    return {
      renew: () => {
        if (newest(folder, job).number !== number) return false;
        const now = new Date();
        utimesSync(file(folder, job, number), now, now);
        return true;
      },
      release: () => {
        if (newest(folder, job).number === number) replace(folder, job, number, "{}");
      },
    };
  }
}

/** The process that works on a job; undefined where none does. */
export function leaseHolder(folder: string, job: string): Owner | undefined {
  const held = newest(folder, job);
  return held.owner !== undefined && isHeld(folder, job, held, "renews") ? held.owner : undefined;
}

/** Removes what tells of a job's leases: of one that is forgotten. */
export function forgetLeases(folder: string, job: string): void {
  for (const number of numbers(folder, job)) rmSync(file(folder, job, number), { force: true });
}

const file = (folder: string, job: string, number: number): string => join(folder, `${job}.lease.${number}`);

function numbers(folder: string, job: string): readonly number[] {
  const prefix = `${job}.lease.`;
  return readdirSync(folder)
    .filter((name) => name.startsWith(prefix))
    .map((name) => name.slice(prefix.length))
    .filter((text) => /^\d{1,9}$/u.test(text))
    .map(Number);
}

function newest(folder: string, job: string): Held {
  const number = Math.max(0, ...numbers(folder, job));
  return { number, owner: number === 0 ? undefined : ownerOf(folder, job, number) };
}

function ownerOf(folder: string, job: string, number: number): Owner | undefined {
  try {
    const json: unknown = JSON.parse(readFileSync(file(folder, job, number), "utf8"));
    const { pid, started, place } = json as Partial<Owner>;
    if (typeof pid !== "number" || typeof started !== "string" || typeof place !== "string") return undefined;
    return { pid, started, place };
  } catch {
    // Given up, or gone since it was listed: then another number counts.
    return undefined;
  }
}

function isHeld(folder: string, job: string, { number, owner }: Held, elsewhere: "renews" | "gone"): boolean {
  if (owner === undefined) return false;
  const runs = isRunning(owner);
  if (runs !== undefined) return runs;
  if (elsewhere === "gone") return false;
  const renewed = statSync(file(folder, job, number), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return Date.now() - renewed < STALE_MS;
}

/** Makes a lease whole or not at all; false where somebody was faster. */
function make(folder: string, job: string, number: number): boolean {
  const aside = asideOf(folder, job);
  writeFileSync(aside, JSON.stringify(thisProcess()));
  try {
    linkSync(aside, file(folder, job, number));
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

function replace(folder: string, job: string, number: number, text: string): void {
  const aside = asideOf(folder, job);
  writeFileSync(aside, text);
  renameSync(aside, file(folder, job, number));
}

const asideOf = (folder: string, job: string): string =>
  join(folder, `${job}.${randomBytes(6).toString("hex")}.tmp`);
