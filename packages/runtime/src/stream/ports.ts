/*
 * What a stream asks of the world. Each port has one contract suite that every adapter runs.
 */

/** A part of a log, in which records have an order. */
export interface Partition {
  readonly topic: string;
  readonly partition: number;
}

export interface StreamRecord {
  /** Its place in the partition; a later record has a greater one. */
  readonly offset: number;
  /** When it was written, milliseconds since the epoch. */
  readonly timestamp: number;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
}

/** Records whose keys and values lie in one stretch of bytes; going through them makes an object for one at a time. */
export interface PackedRecords extends Iterable<StreamRecord> {
  readonly length: number;
  readonly bytes: Buffer;
  readonly offsets: Float64Array;
  readonly timestamps: Float64Array;
  /** Of each record where its key begins and ends in the bytes, then its value; a beginning of -1 stands for none. */
  readonly spans: Int32Array;
}

export interface RecordBatch extends Partition {
  /** In order; none where there was nothing but marks of transactions. */
  readonly records: readonly StreamRecord[] | PackedRecords;
  /** The offset of what comes behind the last of them. */
  readonly next: number;
  /** The offset of what will be written next: how far there is to go. */
  readonly end: number;
  /** Set where the log itself holds JSON, whatever the values of the source are. */
  readonly json?: true;
  /** Set where the timestamps are not the records' own: they are others when these are read again. */
  readonly untimed?: true;
  /** The schema that the values were written with, where the log itself tells it. */
  readonly schema?: string;
}

/** Where a group stands in a partition: all before `offset` is acknowledged. */
export interface Position extends Partition {
  readonly offset: number;
  /** What the group noted beside it; up to some hundred characters. */
  readonly note: string;
}

/** A partition that was given to this reader. */
export interface Assignment extends Partition {
  /** What the group committed last; undefined where it never did. */
  readonly committed?: { readonly offset: number; readonly note: string };
  /** The first offset that is still there, and the one behind the last. */
  readonly begin: number;
  readonly end: number;
  /** How many partitions the topic has. */
  readonly partitions: number;
  /** The log is another one than that in which the group stands. */
  readonly anew?: true;
}

/** Where a partition is read from. */
export type StartAt =
  number | "beginning" | "latest" | { /** Milliseconds since the epoch. */ readonly timestamp: number };

export interface ReadHandlers {
  /** The partitions that are this reader's from now on, all of them; answers where each of the new ones begins. */
  readonly assigned: (assignments: readonly Assignment[]) => Promise<readonly StartAt[]>;
  /** Partitions that are somebody else's now. */
  readonly revoked: (partitions: readonly Partition[]) => Promise<void>;
  /** The next batch of a partition comes when this has resolved: a slow reader slows the log. */
  readonly batch: (batch: RecordBatch) => Promise<void>;
}

/** A log of records in partitions, read by a group. */
export interface StreamLog {
  /** For messages: the kind and the place, never a secret. */
  readonly label: string;
  /** Reads on until the signal; resolves when no handler runs any more. Throws PN55xx. */
  read(handlers: ReadHandlers, signal: AbortSignal): Promise<void>;
  /**
   * Whether a partition is this reader's beyond doubt at this moment. Where not, as when the process stood still for longer
   * than a session, another may have come further already: nothing of it is to be written until it is given anew.
   */
  holds(partition: Partition): boolean;
  /** Notes where the group stands. Those of partitions that are not held are passed over. */
  commit(positions: readonly Position[]): Promise<void>;
  /** The partitions that other readers have, where the group stands in them; none where this one has all, or none yet. */
  others(): Promise<readonly Position[]>;
  close(): Promise<void>;
}

/** A record that could not be used. */
export interface DeadLetter extends Partition {
  readonly offset: number;
  readonly timestamp: number;
  readonly reason: string;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
}

/** Takes records that cannot be used. A letter may come twice; readers know it by where its record stood and what it was. */
export interface DeadLetterSink {
  readonly label: string;
  write(letters: readonly DeadLetter[]): Promise<void>;
  close(): Promise<void>;
}

export const partitionName = ({ topic, partition }: Partition): string => `${topic}/${partition}`;
