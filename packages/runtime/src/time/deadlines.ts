/**
 * Deadlines of calls on one timer. A timer of its own for each call costs about as much processor time as the call's round
 * trip: it is armed and disarmed in the event loop, where this one is left armed and finds, when it rings, who is late.
 */
export interface Deadlines {
  /** Calls `late` once after so many milliseconds, unless the answer's `clear` is called before. */
  readonly after: (ms: number, late: () => void) => Deadline;
}

export interface Deadline {
  readonly clear: () => void;
}

/** Longer would overflow the timer, which would ring at once. */
const LONGEST_MS = 2 ** 31 - 1;

export function deadlines(): Deadlines {
  const waiting = new Set<{ readonly at: number; readonly late: () => void }>();
  let timer: NodeJS.Timeout | undefined;
  let rings = Infinity;
  const arm = (at: number): void => {
    clearTimeout(timer);
    rings = at;
    timer = setTimeout(ring, Math.min(LONGEST_MS, Math.max(1, Math.ceil(at - performance.now()))));
    // The connection keeps a process alive while a call waits for it.
    timer.unref();
  };
  const ring = (): void => {
    timer = undefined;
    rings = Infinity;
    // A process that stood still finds its timers before the answers that came meanwhile: those are read first.
    setImmediate(judge);
  };
  const judge = (): void => {
    const now = performance.now();
    const late = [...waiting].filter(({ at }) => at <= now).sort((a, b) => a.at - b.at);
    for (const one of late) waiting.delete(one);
    let next = Infinity;
    for (const { at } of waiting) next = Math.min(next, at);
    if (next < rings) arm(next);
    for (const one of late) one.late();
  };
  return {
    after: (ms, late) => {
      const one = { at: performance.now() + ms, late };
      waiting.add(one);
      if (one.at < rings) arm(one.at);
      return { clear: () => void waiting.delete(one) };
    },
  };
}
