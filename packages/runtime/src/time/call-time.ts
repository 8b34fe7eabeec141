import { PinionError } from "@pinion/core";
import type { ReadOptions } from "../ports.js";
import { onAbort } from "./on-abort.js";

/** The time of a step of a call. */
export interface StepOptions extends ReadOptions {
  /** That of the whole call, which is what messages name. */
  readonly callMs?: number;
}

/** The time of one call, whose steps follow each other and end together. */
export interface CallTime {
  /** What is left of it, for the next step. */
  readonly left: () => StepOptions;
  /**
   * The outcome of a step that cannot be ended, unless the call ends before: PN6001 at the deadline, the signal's reason where that is
   * aborted. The step goes on by itself then.
   */
  readonly within: <T>(step: Promise<T>) => Promise<T>;
  /**
   * The outcome of the step that changes a store. Where the call ends before it does, it is not known whether anything was changed:
   * PN6009, whose help is `again`. Where it ended before the step began, nothing was: PN6001, or the signal's reason.
   */
  readonly changing: <T>(step: (left: StepOptions) => Promise<T>, again?: string) => Promise<T>;
}

/** Longer would overflow the timer, which would ring at once. */
const LONGEST_MS = 2 ** 31 - 1;
/** Timers ring up to so many milliseconds early. */
const EARLY_MS = 2;

const SAFE_AGAIN = "call again: what was changed already stays as it is";

/** Begins a call. Throws the signal's reason where it is aborted already. */
export function callTime(options: ReadOptions): CallTime {
  const { deadlineMs, signal } = options;
  signal?.throwIfAborted();
  const end = deadlineMs === undefined ? Infinity : performance.now() + deadlineMs;
  const left = timeLeft(options);
  const late = (what: string): PinionError =>
    new PinionError("PN6001", `${what} within ${deadlineMs} ms`, {
      help: "check that the store runs and that its address is right, or give the call longer",
    });

  const within = <T>(step: Promise<T>): Promise<T> => {
    if (deadlineMs === undefined && signal === undefined) return step;
    return new Promise<T>((resolve, reject) => {
      const timer =
        deadlineMs === undefined
          ? undefined
          : setTimeout(
              // A process that stood still finds its timers before the answers that came meanwhile: those are read first.
              () => setImmediate(() => settle(() => reject(late("the store did not answer")))),
              Math.min(LONGEST_MS, Math.max(1, end - performance.now())),
            );
      const settle = (how: () => void): void => {
        clearTimeout(timer);
        forget?.();
        how();
      };
      const abort = (): void => settle(() => reject(signal?.reason as Error));
      const forget = signal && onAbort(signal, abort);
      if (signal?.aborted === true) abort();
      step.then(
        (value) => settle(() => resolve(value)),
        (error: Error) => settle(() => reject(error)),
      );
    });
  };

  const changing: CallTime["changing"] = async (step, again = SAFE_AGAIN) => {
    signal?.throwIfAborted();
    if (performance.now() >= end) throw late("nothing was changed: the store was not looked at");
    try {
      return await within(step(left()));
    } catch (error) {
      const isOver = signal?.aborted === true || performance.now() + EARLY_MS >= end;
      const isKnown = error instanceof PinionError && error.code !== "PN6001";
      if (!isOver || isKnown) throw error;
      const why = signal?.aborted === true ? "before it was aborted" : `within ${deadlineMs} ms`;
      throw new PinionError("PN6009", `the store did not say ${why} whether it made the change`, {
        help: again,
        cause: error,
      });
    }
  };

  return { left, within, changing };
}

/** The same options with what is left of the call's time. */
export function timeLeft(options: StepOptions): () => StepOptions {
  const { deadlineMs, signal } = options;
  if (deadlineMs === undefined) return () => options;
  const { callMs = deadlineMs } = options;
  const end = performance.now() + deadlineMs;
  return () => {
    const left = { deadlineMs: Math.max(1, Math.ceil(end - performance.now())), callMs };
    return signal === undefined ? left : { ...left, signal };
  };
}
