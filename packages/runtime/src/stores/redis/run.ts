import { PinionError } from "@pinion/core";
import type { ReadOptions } from "../../ports.js";
import { onAbort } from "../../time/on-abort.js";
import { deadlines } from "../../time/deadlines.js";
import type { StepOptions } from "../../time/call-time.js";
import { lateError, redisError } from "./errors.js";
import type { Silence } from "./silence.js";

/**
 * Runs commands within a deadline: what fails for a passing reason is tried again after a pause with jitter; what Redis
 * or the connection says becomes a coded error. Only for commands that may be repeated, which all of ours may. Nothing is sent
 * once the call has ended: an action of several commands asks before each further one whether it is `wanted` still.
 */
export type Run = <T>(action: (wanted: () => boolean) => Promise<T>, options?: RunOptions) => Promise<T>;

export interface RunOptions extends StepOptions {
  /** A key that the command names: in a cluster, whose node is left alone where it does not answer. */
  readonly key?: string | undefined;
}

export interface RunParts {
  readonly label: string;
  readonly deadlineMs: number;
  readonly silence: Silence;
  /** The last error of the connection, which says more than a deadline. */
  readonly lastError: () => unknown;
}

const FIRST_PAUSE_MS = 20;
const LONGEST_PAUSE_MS = 500;

/** What Redis says while it starts, fails over, moves slots or runs a long script, and what is said when there is no connection, or it ends. */
const PASSING =
  /^(?:LOADING|READONLY|CLUSTERDOWN|TRYAGAIN|MASTERDOWN|BUSY|UNBLOCKED|MOVED|ASK)\b|Connection is closed|connection close$|max retries per request|ECONNRESET|EPIPE|ECONNREFUSED|Stream isn't writeable|Too many Cluster redirections|Cluster isn't ready|Failed to refresh slots/u;

export function runner({ label, deadlineMs, silence, lastError }: RunParts): Run {
  const clock = deadlines();
  return <T>(action: (wanted: () => boolean) => Promise<T>, options: RunOptions = {}): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      const { signal } = options;
      signal?.throwIfAborted();
      const within = options.deadlineMs ?? deadlineMs;
      const waiting = silence.enter(options.key, within);
      let ended = false;
      let pause = FIRST_PAUSE_MS;
      let last: unknown;
      let timer: NodeJS.Timeout | undefined;
      const end = (): boolean => {
        if (ended) return false;
        ended = true;
        waiting.leave();
        deadline.clear();
        clearTimeout(timer);
        forget?.();
        return true;
      };
      const abort = (): void => {
        if (end()) reject(signal?.reason as Error);
      };
      const succeed = (value: T): void => {
        if (end()) resolve(value);
      };
      const retry = (error: unknown): void => {
        if (ended) return;
        if (!isPassing(error)) {
          end();
          reject(redisError(label, error));
          return;
        }
        last = error;
        // Full jitter: callers that failed together do not come back together.
        timer = setTimeout(attempt, Math.random() * pause);
        pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
      };
      const wanted = (): boolean => !ended;
      const attempt = (): void => {
        action(wanted).then(succeed, retry);
      };
      const deadline = clock.after(within, () => {
        if (end()) reject(lateError(label, options.callMs ?? within, last, lastError()));
      });
      const forget = signal && onAbort(signal, abort);
      attempt();
    });
}

/** The same, each command within what is left of a call's time. */
export const runAll =
  (run: Run, left: () => ReadOptions): Run =>
  (action, options) =>
    run(action, { ...left(), ...options });

const isPassing = (error: unknown): boolean =>
  error instanceof Error && !(error instanceof PinionError) && PASSING.test(error.message);
