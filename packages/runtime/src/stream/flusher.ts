import { setTimeout as sleep } from "node:timers/promises";
import { PinionError } from "@pinion/core";

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
  /** Whether nothing may be written at the moment: it waits for a later nudge. */
  readonly blocked: () => boolean;
  /** From then on what is blocked is not waited for. */
  readonly giveUp: AbortSignal;
  readonly onFailure: (error: unknown) => void;
}

export function flusher(options: FlusherOptions): Flusher {
  const { waiting, most, gatherMs, flush, blocked, giveUp, onFailure } = options;
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
      while (waiting() > 0 && failure === undefined && !blocked()) {
        await gather();
        if (!blocked()) await flush();
      }
    } catch (error) {
      failure = { error };
      onFailure(error);
    } finally {
      running = undefined;
    }
  };
  const nudge = (): void => {
    // What is begun waits at least once, so that `running` is there before it is gone.
    if (running === undefined && failure === undefined && waiting() > 0 && !blocked()) running = run();
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
        await (running ?? sleep(blocked() ? 20 : 1));
        check();
        if (giveUp.aborted && blocked()) throw lost();
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
    // A group that is divided anew waits for its readers, so that they do not wait for it.
    room: () => hurry(() => waiting() >= most && !blocked()),
    drain: () => hurry(() => running !== undefined || waiting() > 0),
  };
}

const lost = (): PinionError =>
  new PinionError("PN5501", "the group of the stream did not answer when it ended", {
    help: "what was not stored is read again when the stream is started again",
  });
