/** By signal, what is to be done when it aborts. */
const waiting = new WeakMap<AbortSignal, Set<() => void>>();

/**
 * Does something once a signal aborts; what it gives calls that off. A signal has one listener, however many calls it may end: of
 * more than ten Node warns. Of one that is aborted already nothing is heard.
 */
export function onAbort(signal: AbortSignal, action: () => void): () => void {
  let actions = waiting.get(signal);
  if (actions === undefined) {
    const own = new Set<() => void>();
    waiting.set(signal, (actions = own));
    const abort = (): void => {
      waiting.delete(signal);
      for (const one of own) one();
    };
    signal.addEventListener("abort", abort, { once: true });
  }
  const those = actions;
  // Of its own, so that the same action twice is two.
  const one = (): void => action();
  those.add(one);
  return () => void those.delete(one);
}
