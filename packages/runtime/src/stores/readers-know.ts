import { setTimeout as sleep } from "node:timers/promises";

/** Twice as long as a reader trusts what it knows of a table, so that calls that were begun by it have ended. */
const READERS_KNOW_MS = 2_000;

/**
 * Waits until every reader knows of a group that was noted at a time (`performance.now`), in milliseconds: rows that they read in
 * place of its own may go only then. Most jobs have taken longer than that.
 */
export const untilReadersKnow = (noted: number): Promise<void> =>
  sleep(Math.max(0, noted + READERS_KNOW_MS - performance.now()));
