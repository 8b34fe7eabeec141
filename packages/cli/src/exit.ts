import type { Code } from "@pinion/core";

/** Exit codes of the command. */
export const EXIT = {
  done: 0,
  /** The user's mistake, or a job that failed. */
  failed: 1,
  /** Unknown commands and options, arguments that are missing or cannot be, whatever the project and its stores hold. */
  usage: 2,
  /** A bug of Pinion's. */
  bug: 70,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** What is wrong with an argument by itself: it is missing, or no name of a table, no time, nothing that an option takes. */
const USAGE: ReadonlySet<Code> = new Set(["PN8003", "PN7005", "PN7007", "PN7010"]);

/** The exit code of a command that failed by a coded error: what it names may not be there, or it may be called wrongly. */
export const exitOf = (code: Code): ExitCode => (USAGE.has(code) ? EXIT.usage : EXIT.failed);
