import type { Scan } from "./stores/scan.js";
import type { DataType, Int64, Value } from "@pinion/core";

/**
 * What the runtime asks of the world. Each port has one contract suite that every adapter runs.
 */

/** The columns of one feature group: what one materialisation writes into a table. */
export interface RowSchema {
  readonly fields: readonly RowField[];
}

export interface RowField {
  readonly name: string;
  readonly type: DataType;
}

/** What is known of a table: written with its first group. */
export interface TableInfo {
  readonly table: string;
  /** The names and types of the key's parts, in order. */
  readonly keys: readonly RowField[];
  readonly groups: readonly GroupInfo[];
}

export interface GroupInfo {
  readonly id: string;
  /** The newest schema; older rows may have others. */
  readonly schema: RowSchema;
  /** The as-of time of the last materialisation that finished, in microseconds; absent before the first. */
  readonly asOf?: Int64;
}

export interface OnlineStore {
  /** For messages: the kind and the place, never a password. */
  readonly label: string;

  /** Resolves where something of the store answers: of several nodes any. */
  ping(options?: ReadOptions): Promise<void>;

  /** Undefined where there is no such table. */
  table(name: string, options?: ReadOptions): Promise<TableInfo | undefined>;

  tables(options?: ReadOptions): Promise<readonly string[]>;

  /**
   * Begins writing one feature group of a table. A table whose key has other parts is refused.
   * Readers see old or new rows at any time, never a hole.
   */
  openWriter(options: WriterOptions): Promise<TableWriter>;

  /**
   * Begins writing rows of one feature group that come one after another, each with an as-of time of its own.
   * A table whose key has other parts is refused. `within` is the time of opening it and of each of its calls.
   */
  openStreamWriter(options: StreamWriterOptions, within?: ReadOptions): Promise<StreamWriter>;

  /**
   * Features of keys over several tables: one answer for each read, in it one for each key, in it the features by
   * the position of their names. One round trip per node for all of it.
   */
  lookup(reads: readonly TableRead[], options?: ReadOptions): Promise<readonly (readonly FoundFeatures[])[]>;

  /** The same for who makes something else of the rows than values; absent where a store cannot. */
  readonly scan?: Scan;

  /**
   * Removes what the target names and nothing else; the answer is how many packed rows it changed or removed. Safe to
   * repeat. What is not there is not an error. Where the call ends before it is done, some of it may be.
   */
  delete(target: DeleteTarget, options?: ReadOptions): Promise<number>;

  /** Removes a table with all its rows; false where there is none. */
  dropTable(name: string, options?: ReadOptions): Promise<boolean>;

  close(): Promise<void>;
}

/** What is to be removed of a table. Keys are encoded (`encodeKey`). */
export type DeleteTarget =
  /** Some features of some keys: the keys stay, and lack them from then on. */
  | {
      readonly kind: "features";
      readonly table: string;
      readonly keys: readonly string[];
      readonly names: readonly string[];
    }
  /** Whole keys, of every feature group. */
  | { readonly kind: "keys"; readonly table: string; readonly keys: readonly string[] }
  /** A feature group with all its rows. */
  | { readonly kind: "group"; readonly table: string; readonly group: string };

/** Some features of some keys of one table. */
export interface TableRead {
  readonly table: string;
  /** Encoded, see `encodeKey`. */
  readonly keys: readonly string[];
  readonly names: readonly string[];
}

/** What a table holds of one key. Both lists go by the position of the names asked for. */
export interface FoundFeatures {
  /** Undefined where no row of the key holds the feature; `null` is a NULL. */
  readonly values: readonly (Value | undefined)[];
  /**
   * Since when each value stands, microseconds since the epoch; undefined where there is none, or it is not known. Where it
   * stands without a value, a row of the key is there that lacks the feature.
   */
  readonly asOf: readonly (Int64 | undefined)[];
  /** A row of the key is there, of which it is not known since when. */
  readonly there?: true;
}

export interface ReadOptions {
  /** How long the call may take, retries included, in milliseconds; the store's own deadline unless given. */
  readonly deadlineMs?: number;
  /** Ends the call early: it rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

export interface WriterOptions {
  readonly table: string;
  readonly keys: readonly RowField[];
  readonly schema: RowSchema;
  /** The as-of time of every row written, in microseconds. */
  readonly asOf: Int64;
  readonly ttlSeconds?: number;
  /** How rows are stored; packed unless given. A table has one layout. */
  readonly layout?: TableLayout;
  /** Under which name checkpoints are kept; none are without. */
  readonly job?: string;
}

/** `feathr`: a hash for each key, a field for each feature, as Feathr has them. Only Redis holds it. */
export type TableLayout = "feathr";

export interface TableWriter {
  /**
   * The number of the last checkpoint that an earlier writer of the same job left here, 0 where there is none. It
   * stands beside the rows, so a store that lost the rows has lost it too. Absent where none can be kept.
   */
  readonly reached?: number;

  /** Notes that everything written so far is in the store, and says what that was. */
  checkpoint?(number: number): Promise<WriteCounts>;

  /**
   * Stores rows; resolves when they are acknowledged. A row never replaces one of a later as-of time.
   * Safe to repeat.
   */
  write(rows: readonly KeyedRow[]): Promise<void>;

  /** Removes the group's keys that this materialisation did not write and that are older; notes the as-of time. */
  finish(): Promise<WriteReport>;

  /** Leaves what is written as it is, for a later run to complete. */
  abandon(): Promise<void>;
}

export type StreamWriterOptions = Omit<WriterOptions, "asOf">;

export interface StreamWriter {
  /**
   * Stores rows; resolves when all are acknowledged. A row never replaces one of a later as-of time, and replaces one
   * of the same. A key stands at most once among the rows. Safe to repeat. `still` is asked before each attempt: where it
   * is false, rows are left out and count as outdated.
   */
  upsert(rows: readonly TimedRow[], still?: () => boolean): Promise<UpsertReport>;
}

export interface TimedRow extends KeyedRow {
  /** Microseconds. */
  readonly asOf: Int64;
}

export interface UpsertReport {
  readonly written: number;
  /** Rows that were not stored because a later as-of time stood there. */
  readonly outdated: number;
  readonly bytes: number;
}

export interface KeyedRow {
  /** Encoded, see `encodeKey`. */
  readonly key: string;
  /** By the position of the schema's fields. */
  readonly values: readonly Value[];
}

export interface WriteCounts {
  readonly written: number;
  /** Rows that were not stored because a later as-of time stood there. */
  readonly outdated: number;
  readonly bytes: number;
}

export interface WriteReport extends WriteCounts {
  readonly removed: number;
}

/** Takes the partitions of a backfill, one per cutoff. */
export interface OfflineSink {
  readonly label: string;
  openWriter(options: OfflineOptions): Promise<OfflineWriter>;
}

export interface OfflineOptions {
  /** Under which name ranges are staged. */
  readonly job: string;
  readonly cutoffs: readonly Int64[];
  readonly resolution: "DAILY" | "HOURLY";
  readonly timeZone: string;
  readonly keys: readonly RowField[];
  readonly schema: RowSchema;
}

/**
 * Rows of all cutoffs come key by key; a *range* is what came between two checkpoints. Ranges are staged on disk
 * beside the partitions and become partitions in the end, so that memory does not grow with the rows.
 */
export interface OfflineWriter {
  /** The number of the last range that an earlier writer of the same job staged whole, 0 where there is none. */
  readonly reached: number;

  /** Gives up the ranges after `range`, before anything is written. */
  keep(range: number): Promise<void>;

  /** Rows as of the cutoff at a position of the options'. */
  write(cutoff: number, rows: readonly OfflineRow[]): Promise<void>;

  /** Stages what was written since the last one as the range of this number: 1, 2, …. */
  checkpoint(range: number): Promise<void>;

  /**
   * Makes the partition of a cutoff from its ranges: written aside and renamed into place, so readers see the old
   * one or the new one. One that an earlier writer of the job made is left as it is.
   */
  finish(cutoff: number): Promise<PartitionReport>;

  /** Ends the writing. Staged ranges stay for a later run where `keepStaged` is set. */
  close(keepStaged: boolean): Promise<void>;
}

export interface PartitionReport {
  readonly path: string;
  readonly rows: number;
  readonly bytes: number;
}

export interface OfflineRow {
  readonly keys: readonly Value[];
  readonly values: readonly Value[];
}

export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
}
