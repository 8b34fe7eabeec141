import { PinionError } from "@pinion/core";
import type { Deadlines } from "../time/deadlines.js";

/**
 * What the action gives, or PN9009 once the time is over. The action itself has a deadline of its own: a signal for
 * each request would cost more than a read does.
 */
export function withDeadline<T>(
  deadlines: Deadlines,
  milliseconds: number,
  action: () => Promise<T>,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const deadline = deadlines.after(milliseconds, () => {
      reject(new PinionError("PN9009", `the store did not answer within ${milliseconds} ms`));
    });
    action().then(
      (value) => {
        deadline.clear();
        resolve(value);
      },
      (error: unknown) => {
        deadline.clear();
        reject(error instanceof Error ? error : new Error(String(error)));
      },
    );
  });
}
