import type { StreamStatus } from "./status.js";

export type Why = NonNullable<StreamStatus["ended"]>;

/** How a stream comes to its end. */
export interface Endings {
  /** Aborted when reading is to end. */
  readonly signal: AbortSignal;
  /** Aborted when even what is waited for is given up. */
  readonly gaveUp: AbortSignal;
  readonly end: (why: Why) => void;
  readonly fail: (error: unknown) => void;
  /** From so many milliseconds on all is given up. */
  readonly drainFor: (ms: number) => void;
  /** Throws what failed. */
  readonly check: () => void;
  readonly why: () => Why;
  readonly clear: () => void;
}

export function endings(...signals: readonly (AbortSignal | undefined)[]): Endings {
  const reading = new AbortController();
  const waiting = new AbortController();
  let why: Why | undefined;
  let failure: { readonly error: unknown } | undefined;
  let timer: NodeJS.Timeout | undefined;
  const end = (reason: Why): void => {
    why ??= reason;
    reading.abort();
  };
  const stop = (): void => end("stopped");
  for (const signal of signals) {
    if (signal?.aborted === true) stop();
    signal?.addEventListener("abort", stop, { once: true });
  }
  return {
    signal: reading.signal,
    gaveUp: waiting.signal,
    end,
    fail: (error) => {
      failure ??= { error };
      reading.abort();
    },
    drainFor: (ms) => {
      clearTimeout(timer);
      timer = setTimeout(() => waiting.abort(), ms);
    },
    check: () => {
      if (failure !== undefined) throw failure.error;
    },
    why: () => why ?? "stopped",
    clear: () => {
      clearTimeout(timer);
      for (const signal of signals) signal?.removeEventListener("abort", stop);
    },
  };
}
