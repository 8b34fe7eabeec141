import { setTimeout as sleep } from "node:timers/promises";
import { PinionError } from "@pinion/core";

/** What may be otherwise in a moment: a store, a broker or a registry that does not answer, a lock. */
const PASSING: ReadonlySet<string> = new Set(["PN6001", "PN6004", "PN5501", "PN5505"]);
const FIRST_MS = 100;
const LONGEST_MS = 5_000;

export interface RetryOptions {
  /** From then on it is tried once more and no longer. */
  readonly giveUp: AbortSignal;
  /** Told of each failure that is tried again. */
  readonly onTrouble: (error: PinionError) => void;
}

/** Does something until it is done: what passes is waited out, for as long as it takes. */
export async function untilDone<T>(
  action: () => Promise<T>,
  { giveUp, onTrouble }: RetryOptions,
): Promise<T> {
  for (let wait = FIRST_MS; ; wait = Math.min(LONGEST_MS, wait * 2)) {
    const last = giveUp.aborted;
    try {
      return await action();
    } catch (error) {
      if (last || !(error instanceof PinionError) || !PASSING.has(error.code)) throw error;
      onTrouble(error);
    }
    await sleep(wait, undefined, { signal: giveUp }).catch(() => undefined);
  }
}
