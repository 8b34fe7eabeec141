import { setTimeout as sleep } from "node:timers/promises";

/**
 * Group commit: one flush at a time takes all that has gathered, while reading goes on; a reader that is too far
 * ahead waits.
 */
export interface Flusher {
  /** Begins a flush once it is time for one, unless one is under way, which then is followed by another. */
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
  /** How long to gather before a flush, milliseconds; asked again at each nudge. */
  readonly gatherMs: () => number;
  readonly flush: () => Promise<void>;
  readonly onFailure: (error: unknown) => void;
}

export function flusher({ waiting, most, gatherMs, flush, onFailure }: FlusherOptions): Flusher {
  let running: Promise<void> | undefined;
  let failure: { readonly error: unknown } | undefined;
  /** While rows gather: since when, and how to end it. */
  let gathering: { readonly since: number; readonly end: () => void } | undefined;
  let hurried = 0;

  const gather = (): Promise<void> => {
    const ms = gatherMs();
    if (ms <= 0 || hurried > 0 || waiting() >= most) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(() => end(), ms);
      const end = (): void => {
        clearTimeout(timer);
        gathering = undefined;
        resolve();
      };
      gathering = { since: performance.now(), end };
    });
  };
  const run = async (): Promise<void> => {
    try {
      while (waiting() > 0 && failure === undefined) {
        await gather();
        await flush();
      }
    } catch (error) {
      failure = { error };
      onFailure(error);
    } finally {
      running = undefined;
    }
  };
  const nudge = (): void => {
    if (running === undefined && failure === undefined && waiting() > 0) running = run();
    if (gathering !== undefined && performance.now() - gathering.since >= gatherMs()) gathering.end();
  };
  /** Waits for as long as something is so, without gathering. */
  const hurry = async (isSo: () => boolean): Promise<void> => {
    hurried++;
    try {
      check();
      while (isSo()) {
        nudge();
        gathering?.end();
        await (running ?? sleep(1));
        check();
      }
    } finally {
      hurried--;
    }
  };
  const check = (): void => {
    if (failure !== undefined) throw failure.error;
  };
  return {
    nudge,
    room: () => hurry(() => waiting() >= most),
    drain: () => hurry(() => running !== undefined || waiting() > 0),
  };
}
