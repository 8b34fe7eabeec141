import { PinionError } from "@pinion/core";
import type { ReadOptions } from "../../ports.js";
import type { Breaker } from "./breaker.js";
import { deadlines } from "../../time/deadlines.js";
import { redisError } from "./errors.js";

/**
 * Runs commands within a deadline: what fails for a passing reason is tried again after a pause with jitter; what Redis
 * or the connection says becomes a coded error. Only for commands that may be repeated, which all of ours may.
 */
export type Run = <T>(action: () => Promise<T>, options?: RunOptions) => Promise<T>;

export interface RunOptions extends ReadOptions {
  /** A key that the command names: in a cluster, whose node is left alone where it does not answer. */
  readonly key?: string | undefined;
}

export interface RunParts {
  readonly label: string;
  readonly deadlineMs: number;
  readonly breakerOf: (key: string | undefined) => Breaker;
  /** The last error of the connection, which says more than a deadline. */
  readonly lastError: () => unknown;
}

const FIRST_PAUSE_MS = 20;
const LONGEST_PAUSE_MS = 500;

/** What Redis says while it starts, fails over or moves slots, and what is said when a connection ends. */
const PASSING =
  /^(?:LOADING|READONLY|CLUSTERDOWN|TRYAGAIN|MASTERDOWN|UNBLOCKED|MOVED|ASK)\b|Connection is closed|ECONNRESET|EPIPE|ECONNREFUSED|Stream isn't writeable|Too many Cluster redirections|Cluster isn't ready|Failed to refresh slots/u;

export function runner({ label, deadlineMs, breakerOf, lastError }: RunParts): Run {
  const clock = deadlines();
  return <T>(action: () => Promise<T>, options: RunOptions = {}): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      const { signal } = options;
      signal?.throwIfAborted();
      const breaker = breakerOf(options.key);
      breaker.enter();
      const within = options.deadlineMs ?? deadlineMs;
      const until = performance.now() + within;
      let ended = false;
      let pause = FIRST_PAUSE_MS;
      let waiting: NodeJS.Timeout | undefined;
      const end = (): boolean => {
        if (ended) return false;
        ended = true;
        deadline.clear();
        clearTimeout(waiting);
        signal?.removeEventListener("abort", abort);
        return true;
      };
      const fail = (error: unknown, late: boolean): void => {
        if (!end()) return;
        if (late || isPassing(error)) breaker.failed();
        else breaker.succeeded();
        reject(redisError(label, late ? (lastError() ?? error) : error, late ? within : undefined));
      };
      const abort = (): void => {
        if (!end()) return;
        // That the caller went away says nothing of the node.
        breaker.abandoned();
        reject(signal?.reason as Error);
      };
      const succeed = (value: T): void => {
        if (!end()) return;
        breaker.succeeded();
        resolve(value);
      };
      const retry = (error: unknown): void => {
        if (ended) return;
        if (!isPassing(error) || performance.now() >= until) {
          fail(error, false);
          return;
        }
        // Full jitter: callers that failed together do not come back together.
        waiting = setTimeout(attempt, Math.random() * pause);
        pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
      };
      const attempt = (): void => {
        action().then(succeed, retry);
      };
      const deadline = clock.after(within, () => fail(LATE, true));
      signal?.addEventListener("abort", abort, { once: true });
      attempt();
    });
}

/** The same, each command within what is left of a call's time. */
export const runAll =
  (run: Run, left: () => ReadOptions): Run =>
  (action, options) =>
    run(action, { ...left(), ...options });

const LATE = new Error("no answer within the deadline");

const isPassing = (error: unknown): boolean =>
  error instanceof Error && !(error instanceof PinionError) && PASSING.test(error.message);
