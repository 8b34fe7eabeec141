import { setTimeout as sleep } from "node:timers/promises";
import type { History } from "./history.js";
import type { Ingest, OnEvent } from "./ingest.js";
import type { PartitionState } from "./partitions.js";

/** A partition of which the topic no longer has all that is needed. */
export interface PastPartition extends PartitionState {
  /** The first offset that the topic has. */
  readonly begin: number;
  /** Settled when what came before is read from the history. */
  past?: Promise<void>;
}

export interface PastOptions<P extends PastPartition> {
  readonly history: History | undefined;
  readonly ingest: Ingest;
  readonly onEvent: (partition: P) => OnEvent;
  /** Resolves when there is room for more. */
  readonly room: () => Promise<void>;
  /** Whether the partition is still this reader's to read. */
  readonly wanted: (partition: P) => boolean;
  /** A partition has come further. */
  readonly onRead: () => void;
  readonly onFailure: (error: unknown) => void;
}

/** Reads what topics no longer have, one partition after the other, up to where the topic begins. */
export interface Past<P extends PastPartition> {
  /** `oldest`: an offset that the history has to reach back to. */
  readonly begin: (partition: P, oldest: number | undefined) => void;
  /** While partitions are given and taken nothing is read. */
  readonly pausedFor: <T>(action: () => Promise<T>) => Promise<T>;
  /** Resolves when nothing is read any more. */
  readonly end: () => Promise<void>;
}

const PAUSE_MS = 5;
/** The records have their columns already. */
const NO_VALUE = Buffer.alloc(0);

export function pastReader<P extends PastPartition>(options: PastOptions<P>): Past<P> {
  const { history, ingest, onEvent, room, onRead, onFailure } = options;
  let last: Promise<void> = Promise.resolve();
  let paused = 0;
  let ended = false;
  const over = (partition: P): boolean => ended || !options.wanted(partition);

  const read = async (files: History, partition: P, oldest: number | undefined): Promise<void> => {
    const { begin: to, position: from = 0, topic, partition: number, end } = partition;
    if (over(partition)) return;
    const range = { from, to, ...(oldest === undefined ? {} : { oldest }) };
    for await (const { offsets, decode } of files.read(partition, range)) {
      await room();
      while (paused > 0) await sleep(PAUSE_MS);
      if (over(partition)) return;
      const next = (offsets.at(-1) ?? from) + 1;
      const records = offsets.map((offset) => ({ offset, timestamp: 0, key: null, value: NO_VALUE }));
      // Dead letters among them were written when they were read first.
      ingest.read(
        { topic, partition: number, records, next, end },
        from,
        (_, out) => decode(out),
        onEvent(partition),
      );
      partition.position = next;
      onRead();
    }
    partition.position = to;
    onRead();
  };
  return {
    begin: (partition, oldest) => {
      if (history === undefined) return;
      partition.past = last.then(() => read(history, partition, oldest));
      last = partition.past.catch(onFailure);
    },
    pausedFor: async (action) => {
      paused++;
      try {
        return await action();
      } finally {
        paused--;
      }
    },
    end: () => {
      ended = true;
      return last;
    },
  };
}
