import { PinionError } from "@pinion/core";

type Call = (...given: readonly unknown[]) => Promise<unknown>;

/**
 * The same object, closed but once: calls of its methods that are under way end before it is, and further ones are refused with
 * PN7014. `stop` ends early what calls may wait for. What is kept under symbols is left as it is.
 */
export function closable<T extends { readonly close: () => Promise<void> }>(object: T, stop: () => void): T {
  let underWay = 0;
  let closing: Promise<void> | undefined;
  let lastEnded: (() => void) | undefined;

  const counted =
    (call: Call): Call =>
    async (...given) => {
      if (closing !== undefined) throw closedError("the client");
      underWay++;
      try {
        return await call(...given);
      } finally {
        if (--underWay === 0) lastEnded?.();
      }
    };
  const close = (): Promise<void> => {
    closing ??= (async () => {
      stop();
      if (underWay > 0) await new Promise<void>((resolve) => (lastEnded = resolve));
      await object.close();
    })();
    return closing;
  };

  const calls = Object.entries(object)
    .filter(([, value]) => typeof value === "function")
    .map(([name, value]) => [name, counted(value as Call)] as const);
  return { ...object, ...Object.fromEntries(calls), close };
}

export const closedError = (what: string): PinionError =>
  new PinionError("PN7014", `${what} is closed`, { help: "open it again, or close it after the last call" });
