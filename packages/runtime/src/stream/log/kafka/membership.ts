import { partitionName, type Partition, type ReadHandlers } from "../../ports.js";

/**
 * What a reader holds of its group, by its own clock: a process that stood still knows by itself that its partitions may
 * be somebody else's by now, before anybody tells it.
 */
export interface Membership {
  /** The group heard from this reader: a request that it answered was sent at this time of {@link clock}. */
  readonly heard: (sentAt: number) => void;
  /** The group is being divided anew: nothing is held until that is done. */
  readonly letGo: () => void;
  /** Partitions were given: tells the handlers, then holds them unless the group was divided again in the meantime. */
  readonly take: (mine: readonly Partition[], handlers: ReadHandlers, begin: Begin) => Promise<void>;
  readonly holds: (partition: Partition) => boolean;
}

/** Begins to read the partitions. */
export type Begin = (mine: readonly Partition[]) => Promise<void>;

/** Is told at once of what a membership learns. */
export interface MembershipWatch {
  readonly heard: (sentAt: number) => void;
  readonly letGo: () => void;
  /** These partitions are held from now on, by their names. */
  readonly took: (names: ReadonlySet<string>) => void;
}

/** Milliseconds that go on while the process stands still; the same in all of its threads. */
export function clock(): number {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1e3 + nanoseconds / 1e6;
}

export function membership(sessionTimeoutMs: number, watch?: MembershipWatch): Membership {
  let owned = new Map<string, Partition>();
  let held: ReadonlySet<string> = new Set();
  let generation = 0;
  let heardAt = -Infinity;
  return {
    heard: (sentAt) => {
      heardAt = Math.max(heardAt, sentAt);
      watch?.heard(heardAt);
    },
    letGo: () => {
      generation++;
      held = new Set();
      watch?.letGo();
    },
    take: async (mine, { revoked }, begin) => {
      const current = generation;
      const names = new Set(mine.map(partitionName));
      const gone = [...owned].filter(([name]) => !names.has(name)).map(([, partition]) => partition);
      owned = new Map(mine.map((partition) => [partitionName(partition), partition]));
      if (gone.length > 0) await revoked(gone);
      await begin(mine);
      if (current !== generation) return;
      held = names;
      watch?.took(names);
    },
    // The group gives a reader's partitions away when it has not heard from it for the length of a session.
    holds: (partition) => held.has(partitionName(partition)) && clock() - heardAt < sessionTimeoutMs,
  };
}
