import { setTimeout as sleep } from "node:timers/promises";

/**
 * Group commit: one flush at a time takes all that has gathered, while reading goes on; a reader that is too far
 * ahead waits.
 */
export interface Flusher {
  /** Begins a flush unless one is under way, which then is followed by another. */
  readonly nudge: () => void;
  /** Resolves when there is room for more. Rejects with what failed. */
  readonly room: () => Promise<void>;
  /** Resolves when nothing waits. Rejects with what failed. */
  readonly drain: () => Promise<void>;
}

export interface FlusherOptions {
  /** How much waits. */
  readonly waiting: () => number;
  /** With as much as this a reader has to wait. */
  readonly most: number;
  readonly flush: () => Promise<void>;
  readonly onFailure: (error: unknown) => void;
}

export function flusher({ waiting, most, flush, onFailure }: FlusherOptions): Flusher {
  let running: Promise<void> | undefined;
  let failure: { readonly error: unknown } | undefined;

  const run = async (): Promise<void> => {
    try {
      while (waiting() > 0 && failure === undefined) await flush();
    } catch (error) {
      failure = { error };
      onFailure(error);
    } finally {
      running = undefined;
    }
  };
  const nudge = (): void => {
    if (running === undefined && failure === undefined && waiting() > 0) running = run();
  };
  const check = (): void => {
    if (failure !== undefined) throw failure.error;
  };
  return {
    nudge,
    room: async () => {
      check();
      while (waiting() >= most) {
        nudge();
        await (running ?? sleep(1));
        check();
      }
    },
    drain: async () => {
      check();
      while (running !== undefined || waiting() > 0) {
        nudge();
        await (running ?? sleep(1));
        check();
      }
    },
  };
}
