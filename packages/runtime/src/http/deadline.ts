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
): Promise<T>;
/** Where the action gives its answer at once, so does this. */
export function withDeadline<T>(
  deadlines: Deadlines,
  milliseconds: number,
  action: () => T | Promise<T>,
): T | Promise<T>;
export function withDeadline<T>(
  deadlines: Deadlines,
  milliseconds: number,
  action: () => T | Promise<T>,
): T | Promise<T> {
  let fail: ((error: PinionError) => void) | undefined;
  // It begins before those of the action, so that it ends before them.
  const deadline = deadlines.after(milliseconds, () => {
    fail?.(new PinionError("PN9009", `the store did not answer within ${milliseconds} ms`));
  });
  let answer: T | Promise<T>;
  try {
    answer = action();
  } catch (error) {
    deadline.clear();
    throw error;
  }
  if (!(answer instanceof Promise)) {
    deadline.clear();
    return answer;
  }
  const later = answer;
  return new Promise((resolve, reject) => {
    fail = reject;
    later.then(
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
