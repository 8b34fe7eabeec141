import { PinionError } from "@pinion/core";

/**
 * What the action gives, or PN9009 once the time is over. The action itself has a deadline of its own: a signal for
 * each request would cost more than a read does.
 */
export function withDeadline<T>(milliseconds: number, action: () => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new PinionError("PN9009", `the store did not answer within ${milliseconds} ms`));
    }, milliseconds);
    action().then(
      (value) => {
        clearTimeout(timer);
        resolve(value);
      },
      (error: unknown) => {
        clearTimeout(timer);
        reject(error instanceof Error ? error : new Error(String(error)));
      },
    );
  });
}
