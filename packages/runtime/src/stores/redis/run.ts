import { setTimeout as sleep } from "node:timers/promises";
import { PinionError } from "@pinion/core";
import type { ReadOptions } from "../../ports.js";
import type { Breaker } from "./breaker.js";
import { redisError } from "./errors.js";

/**
 * Runs commands within a deadline: what fails for a passing reason is tried again after a pause with jitter; what Redis
 * or the connection says becomes a coded error. Only for commands that may be repeated, which all of ours may.
 */
export type Run = <T>(action: () => Promise<T>, options?: ReadOptions) => Promise<T>;

export interface RunParts {
  readonly label: string;
  readonly deadlineMs: number;
  readonly breaker: Breaker;
  /** The last error of the connection, which says more than a deadline. */
  readonly lastError: () => unknown;
}

const FIRST_PAUSE_MS = 20;
const LONGEST_PAUSE_MS = 500;

/** What Redis says while it starts, fails over or moves slots, and what is said when a connection ends. */
const PASSING =
  /^(?:LOADING|READONLY|CLUSTERDOWN|TRYAGAIN|MASTERDOWN|UNBLOCKED|MOVED|ASK)\b|Connection is closed|ECONNRESET|EPIPE|ECONNREFUSED|Stream isn't writeable|Too many Cluster redirections|Cluster isn't ready|Failed to refresh slots/u;

export function runner({ label, deadlineMs, breaker, lastError }: RunParts): Run {
  return async (action, options = {}) => {
    const { signal } = options;
    signal?.throwIfAborted();
    breaker.enter();
    const within = options.deadlineMs ?? deadlineMs;
    const limit = limited(within, signal);
    try {
      const value = await attempts(action, performance.now() + within, limit.ended);
      breaker.succeeded();
      return value;
    } catch (error) {
      if (signal?.aborted === true) {
        // That the caller went away says nothing of the node.
        breaker.abandoned();
        throw signal.reason;
      }
      const late = error === LATE;
      if (late || isPassing(error)) breaker.failed();
      else breaker.succeeded();
      throw redisError(label, late ? (lastError() ?? error) : error, late ? within : undefined);
    } finally {
      limit.clear();
    }
  };
}

async function attempts<T>(action: () => Promise<T>, until: number, ended: Promise<never>): Promise<T> {
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    try {
      return await Promise.race([action(), ended]);
    } catch (error) {
      if (!isPassing(error) || performance.now() >= until) throw error;
      // Full jitter: callers that failed together do not come back together.
      await Promise.race([sleep(Math.random() * pause), ended]);
    }
  }
}

const LATE = new Error("no answer within the deadline");

/** A promise that rejects at the deadline or the abort, whichever is first. */
function limited(
  ms: number,
  signal: AbortSignal | undefined,
): { readonly ended: Promise<never>; readonly clear: () => void } {
  let clear = (): void => undefined;
  const ended = new Promise<never>((_, reject) => {
    const timer = setTimeout(() => reject(LATE), ms);
    const abort = (): void => reject(LATE);
    signal?.addEventListener("abort", abort, { once: true });
    clear = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", abort);
    };
  });
  ended.catch(() => undefined);
  return { ended, clear: () => clear() };
}

const isPassing = (error: unknown): boolean =>
  error instanceof Error && !(error instanceof PinionError) && PASSING.test(error.message);
