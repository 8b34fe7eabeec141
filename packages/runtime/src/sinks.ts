/** Where a materialisation writes. Plain data: nothing is opened before the job has been checked. */
export type Sink = EmbeddedSink | RedisSink | FolderSink | ServedSink;

/** What makes a sink take a stream. */
interface Streaming {
  /** Rows come as events do, from a stream source, until the job is ended. */
  readonly streaming?: boolean;
  /** Ends the stream so long after it was first given partitions to read. */
  readonly streamingTimeoutMs?: number;
  /** Of a stream: those of the job's features that go into this table; all unless given. A table has features of one key. */
  readonly featureNames?: readonly string[];
}

/** A table of an embedded store: LMDB in a folder, read by processes of the same machine. */
export interface EmbeddedSink extends Streaming {
  readonly kind: "embedded";
  /** Letters, digits, `_`, `.` and `-`, at most 128; not beginning with `.` or `-` (PN7005). */
  readonly tableName: string;
  /** The folder; the project's own unless given. */
  readonly path?: string;
  /** Rows are forgotten so many seconds after they were written, a whole number above 0; without it they stay. */
  readonly ttlSeconds?: number;
}

/** A table in Redis. */
export interface RedisSink extends Streaming {
  readonly kind: "redis";
  /** As of an embedded sink. */
  readonly tableName: string;
  /** `redis://…`, `rediss://…`, `redis+sentinel://…` or `redis+cluster://…`; the project's own unless given. */
  readonly url?: string;
  /** As of an embedded sink. */
  readonly ttlSeconds?: number;
  /** `feathr`: what Feathr's clients read. Features are merged into what a key has; nothing is removed. Packed unless given. */
  readonly layout?: "feathr";
}

/** The store that the client reads features from, whatever it is. */
export interface ServedSink extends Streaming {
  readonly kind: "served";
  /** As of an embedded sink. */
  readonly tableName: string;
  /** As of an embedded sink. */
  readonly ttlSeconds?: number;
}

/** Partitions in a folder; the kind is the format of their files. */
export type FolderSink = ParquetSink | CsvSink | JsonlSink;

/** Partitions of Parquet files. */
export interface ParquetSink extends FolderOptions {
  readonly kind: "parquet";
}

/** Partitions of CSV files. */
export interface CsvSink extends FolderOptions {
  readonly kind: "csv";
}

/** Partitions of JSON Lines files. */
export interface JsonlSink extends FolderOptions {
  readonly kind: "jsonl";
}

interface FolderOptions {
  /** The folder of the offline store; relative ones count from the project's folder. The project's own unless given. */
  readonly path?: string;
  /** The folder in it, one for each set of features. Default `df0`. */
  readonly storeName?: string;
}

/*
 * None of these opens anything or throws: `materializeFeatures` refuses what is wrong (PN7005, PN7010) before a job begins.
 */

/** Writes into a table of an embedded store: LMDB in a folder of this machine. What stood there of other features stays. */
export const embeddedSink = (options: Omit<EmbeddedSink, "kind">): EmbeddedSink => ({
  kind: "embedded",
  ...options,
});
/** Writes into a table in Redis, of any topology. What stood there of other features stays. */
export const redisSink = (options: Omit<RedisSink, "kind">): RedisSink => ({ kind: "redis", ...options });
/**
 * Writes into the store that the client reads features from, whichever it is: the `store` that it was opened with, else the
 * project's own.
 */
export const servedSink = (options: Omit<ServedSink, "kind">): ServedSink => ({ kind: "served", ...options });
/** Writes Parquet, a partition for each cutoff: `<path>/<storeName>/daily/yyyy/MM/dd/part-0.parquet`. */
export const parquetSink = (options: FolderOptions = {}): FolderSink => ({
  kind: "parquet",
  ...options,
});
/** The same as CSV. */
export const csvSink = (options: FolderOptions = {}): FolderSink => ({ kind: "csv", ...options });
/** The same as JSON Lines. */
export const jsonlSink = (options: FolderOptions = {}): FolderSink => ({
  kind: "jsonl",
  ...options,
});

/** Whether a sink takes partitions, not a table. */
export const isFolderSink = (sink: Sink): sink is FolderSink =>
  sink.kind === "parquet" || sink.kind === "csv" || sink.kind === "jsonl";
