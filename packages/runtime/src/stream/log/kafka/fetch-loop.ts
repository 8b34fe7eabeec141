import type { Partition, RecordBatch } from "../../ports.js";

/** A partition that is read. */
export interface Reading extends Partition {
  /** The first offset that is not fetched. */
  offset: number;
}

/** Partitions that are read together, each with a batch that waits while the one before is worked on. */
export interface Lanes<R extends Reading> {
  readonly all: readonly R[];
  readonly hasRoom: (reading: R) => boolean;
  /** Hands a batch on. There has to be room. */
  readonly put: (reading: R, batch: RecordBatch) => void;
  /** Resolves when there is room in another one. Rejects with what failed in work. */
  readonly room: () => Promise<void>;
  /** Throws what failed in work. */
  readonly check: () => void;
}

/** `deliver` is called with one batch at a time of each partition; with none any more when it is over. */
export function lanes<R extends Reading>(
  readings: readonly R[],
  deliver: (batch: RecordBatch) => Promise<void>,
  over: () => boolean,
): Lanes<R> {
  const waiting = new Map<R, RecordBatch>();
  const busy = new Set<R>();
  let failure: { readonly error: unknown } | undefined;
  const wakes: (() => void)[] = [];
  const wake = (): void => {
    for (const each of wakes.splice(0)) each();
  };
  const check = (): void => {
    if (failure !== undefined) throw failure.error;
  };
  const work = async (reading: R): Promise<void> => {
    if (busy.has(reading)) return;
    busy.add(reading);
    try {
      for (let batch = waiting.get(reading); batch !== undefined && !over(); batch = waiting.get(reading)) {
        waiting.delete(reading);
        wake();
        await deliver(batch);
      }
    } catch (error) {
      failure ??= { error };
    } finally {
      busy.delete(reading);
      wake();
    }
  };
  return {
    all: readings,
    hasRoom: (reading) => !waiting.has(reading),
    put: (reading, batch) => {
      reading.offset = batch.next;
      waiting.set(reading, batch);
      void work(reading);
    },
    room: async () => {
      check();
      await new Promise<void>((resolve) => {
        wakes.push(resolve);
      });
      check();
    },
    check,
  };
}

export interface FetchLoopOptions<R extends Reading> {
  readonly lanes: Lanes<R>;
  /** Those of them that are read from one broker. */
  readonly readings: readonly R[];
  /** Batches of these partitions, of those that have some; waits so long for the first. */
  readonly fetch: (wanted: readonly R[], maxWaitMs: number) => Promise<readonly Fetched<R>[]>;
  readonly over: () => boolean;
}

export interface Fetched<R extends Reading> {
  readonly reading: R;
  readonly batch: RecordBatch;
}

const MAX_WAIT_MS = 250;
/** While some have no room for more the others' records are not waited for longer: there may be room at any moment. */
const SHORT_WAIT_MS = 10;

/** Reads partitions of one broker until it is over. Throws what fails. */
export async function fetchLoop<R extends Reading>(options: FetchLoopOptions<R>): Promise<void> {
  const { lanes: all, readings, fetch, over } = options;
  while (!over()) {
    all.check();
    const wanted = readings.filter(all.hasRoom);
    if (wanted.length === 0) {
      await all.room();
      continue;
    }
    const wait = wanted.length === readings.length ? MAX_WAIT_MS : SHORT_WAIT_MS;
    for (const { reading, batch } of await fetch(wanted, wait)) if (!over()) all.put(reading, batch);
  }
  all.check();
}
