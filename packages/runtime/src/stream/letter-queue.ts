import type { DeadLetter, DeadLetterSink } from "./ports.js";

/** Letters on their way to the dead-letter sink: no offset is kept anywhere before those up to it are written. */
export interface LetterQueue {
  readonly add: (letters: readonly DeadLetter[]) => void;
  /** How many are not written. */
  readonly waiting: () => number;
  /** Resolves when none waits and none is under way. Rejects with what failed. */
  readonly written: () => Promise<void>;
}

export function letterQueue(sink: Pick<DeadLetterSink, "write">): LetterQueue {
  let letters: DeadLetter[] = [];
  let underWay: Promise<void> | undefined;
  let writing = 0;

  const write = async (): Promise<void> => {
    const found = letters;
    letters = [];
    writing = found.length;
    try {
      await sink.write(found);
    } catch (error) {
      letters = [...found, ...letters];
      throw error;
    } finally {
      writing = 0;
    }
  };
  return {
    add: (all) => {
      // A batch may have more of them than a call takes arguments.
      for (const letter of all) letters.push(letter);
    },
    waiting: () => letters.length + writing,
    written: async () => {
      while (letters.length > 0 || underWay !== undefined) {
        underWay ??= write().finally(() => {
          underWay = undefined;
        });
        await underWay;
      }
    },
  };
}
