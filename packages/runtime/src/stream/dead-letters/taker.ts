import type { DeadLetter } from "../ports.js";

/** Takes letters back, one process at a time: they are none any more. */
export interface LetterTaker {
  /** Writes their records to where they came from before, if asked to. */
  readonly take: (letters: readonly DeadLetter[], again: boolean) => Promise<void>;
  readonly close: () => Promise<void>;
}
