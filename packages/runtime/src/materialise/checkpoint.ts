import type { Value } from "@pinion/core";
import type { WriteCounts } from "../ports.js";
import type { FeatureReport, SourceReport, StatisticsState } from "./report.js";

/** How far a job came: every key up to one is in every sink. Plain data. */
export interface Checkpoint {
  /** 1, 2, …: as stores and staged ranges have it. */
  readonly number: number;
  /** The last key; absent where there was none yet. */
  readonly after?: readonly Value[];
  /** Keys up to there, and those of them that the last cutoff knows. */
  readonly keys: number;
  readonly keysOfLast: number;
  /** By the position of the features. */
  readonly features: readonly StatisticsState[];
  /** By the position of the online sinks. */
  readonly online: readonly WriteCounts[];
  /** What is to be told of the scan, and how many keys it found: another attempt reads but the rows of keys that are left. */
  readonly scan?: ScanSummary & { readonly keys: number };
  /** Set once every key is in the sinks: the same. */
  readonly scanned?: ScanSummary;
}

export interface ScanSummary {
  readonly sources: readonly SourceReport[];
  /** By the position of the features. */
  readonly failures: readonly FeatureReport["failures"][];
}

/** Where a job keeps its checkpoints. */
export interface Checkpoints {
  /** The last one of an earlier attempt. */
  readonly restored: Checkpoint | undefined;
  /** Throws where the job is no longer this process's to do. */
  readonly save: (checkpoint: Checkpoint) => Promise<void>;
  /** How many rows are written between two. */
  readonly rows: number;
}
