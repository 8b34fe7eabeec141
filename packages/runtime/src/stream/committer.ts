import { partitionName, type Position } from "./ports.js";

/** Commits offsets beside everything else: nobody waits for the log, and one commit at a time is under way. */
export interface Committer {
  /** All before these positions is acknowledged. */
  readonly reached: (positions: Iterable<Position>) => void;
  /** Begins a commit where it is time for one. */
  readonly tick: () => void;
  /** Resolves when all that was reached is committed. Rejects with what failed. */
  readonly drain: () => Promise<void>;
}

export interface CommitterOptions {
  readonly commit: (positions: readonly Position[]) => Promise<void>;
  /** Whether the partition is this reader's. */
  readonly owns: (name: string) => boolean;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly onFailure: (error: unknown) => void;
}

const EVERY_MS = 500;

export function committer({ commit, owns, now, onFailure }: CommitterOptions): Committer {
  const waiting = new Map<string, Position>();
  let running: Promise<void> | undefined;
  let failure: { readonly error: unknown } | undefined;
  let committedAt = 0;

  const run = async (): Promise<void> => {
    const owned = [...waiting].filter(([name]) => owns(name)).map(([, position]) => position);
    waiting.clear();
    committedAt = now();
    try {
      if (owned.length > 0) await commit(owned);
    } catch (error) {
      failure = { error };
      onFailure(error);
    }
  };
  const begin = (): void => {
    if (running === undefined && failure === undefined && waiting.size > 0) {
      running = run().finally(() => {
        running = undefined;
      });
    }
  };
  return {
    reached: (positions) => {
      for (const position of positions) waiting.set(partitionName(position), position);
    },
    tick: () => {
      if (now() - committedAt >= EVERY_MS) begin();
    },
    drain: async () => {
      while (failure === undefined && (running !== undefined || waiting.size > 0)) {
        begin();
        await running;
      }
      if (failure !== undefined) throw failure.error;
    },
  };
}
