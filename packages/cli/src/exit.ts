/** Exit codes of the command. */
export const EXIT = {
  done: 0,
  /** The user's mistake, or a job that failed. */
  failed: 1,
  /** Unknown commands and options, missing arguments. */
  usage: 2,
  /** A bug of Pinion's. */
  bug: 70,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
