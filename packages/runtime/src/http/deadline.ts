import { PinionError } from "@pinion/core";

/** What the action gives, or PN9009 once the time is over. The action's own signal is aborted then. */
export async function withDeadline<T>(
  milliseconds: number,
  action: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const abort = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new PinionError("PN9009", `the store did not answer within ${milliseconds} ms`));
      abort.abort();
    }, milliseconds);
  });
  try {
    return await Promise.race([action(abort.signal), late]);
  } finally {
    clearTimeout(timer);
  }
}
