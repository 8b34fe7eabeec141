import type { PinionError } from "@pinion/core";
import type { History } from "./history.js";
import type { Ingest } from "./ingest.js";
import type { StreamPlan } from "./plan.js";
import type { DeadLetterSink, Partition, Position, ReadHandlers, StartAt } from "./ports.js";
import type { StreamSinks } from "./stream-sinks.js";

/** What computes a stream's features: row-level ones alone, or windows with their state. */
export interface Processor extends ReadHandlers {
  /** Called some times a second: time passes without events too. */
  readonly tick: () => void;
  /** Told of the partitions that other readers have. Throws PN5511 where features would be wrong by that. */
  readonly shared: (others: readonly Position[]) => void;
  /** Resolves when everything read is acknowledged and committed. */
  readonly drain: () => Promise<void>;
  readonly status: () => ProcessorStatus;
  readonly close: () => Promise<void>;
}

export interface ProcessorStatus {
  readonly partitions: readonly PartitionStatus[];
  /** Events that were used. */
  readonly events: number;
  readonly rejected: ReadonlyMap<string, number>;
  /** Events that came after the allowed lateness. */
  readonly late: number;
  /** Microseconds: all that happened before has been seen, but for late events. */
  readonly watermark: number | undefined;
  /** Microseconds: the time that features are as of. */
  readonly asOf: number | undefined;
}

export interface PartitionStatus extends Position {
  /** How many records there are still to read. */
  readonly lag: number;
}

export interface ProcessorOptions {
  readonly plan: StreamPlan;
  readonly ingest: Ingest;
  readonly sinks: StreamSinks;
  readonly deadLetters: DeadLetterSink;
  /** Whether a partition is this reader's beyond doubt at this moment: what is not is not written. */
  readonly holds: (partition: Partition) => boolean;
  /** Aborted when what does not answer is given up. */
  readonly giveUp: AbortSignal;
  readonly commit: (positions: readonly Position[]) => Promise<void>;
  /** What the topics no longer have, where that is kept. */
  readonly history?: History;
  /** Where a partition begins that the group never read. */
  readonly from: StartAt;
  /** Whether what was read before is forgotten. */
  readonly reset: boolean;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly onFailure: (error: unknown) => void;
  readonly onTrouble: (error: PinionError) => void;
}
