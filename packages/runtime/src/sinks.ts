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

export interface EmbeddedSink extends Streaming {
  readonly kind: "embedded";
  readonly tableName: string;
  /** The folder; the project's own unless given. */
  readonly path?: string;
  /** Rows are forgotten after this time. */
  readonly ttlSeconds?: number;
}

export interface RedisSink extends Streaming {
  readonly kind: "redis";
  readonly tableName: string;
  /** `redis://…` or `rediss://…`; the project's own unless given. */
  readonly url?: string;
  readonly ttlSeconds?: number;
  /** `feathr`: what Feathr's clients read. Features are merged into what a key has; nothing is removed. Packed unless given. */
  readonly layout?: "feathr";
}

/** The store that the client reads features from, whatever it is. */
export interface ServedSink extends Streaming {
  readonly kind: "served";
  readonly tableName: string;
  readonly ttlSeconds?: number;
}

/** Partitions in a folder; the kind is the format of their files. */
export type FolderSink = ParquetSink | CsvSink | JsonlSink;

export interface ParquetSink extends FolderOptions {
  readonly kind: "parquet";
}

export interface CsvSink extends FolderOptions {
  readonly kind: "csv";
}

export interface JsonlSink extends FolderOptions {
  readonly kind: "jsonl";
}

interface FolderOptions {
  /** The folder of the offline store; relative ones count from the project's folder. The project's own unless given. */
  readonly path?: string;
  /** Default `df0`. */
  readonly storeName?: string;
}

export const embeddedSink = (options: Omit<EmbeddedSink, "kind">): EmbeddedSink => ({
  kind: "embedded",
  ...options,
});
export const redisSink = (options: Omit<RedisSink, "kind">): RedisSink => ({ kind: "redis", ...options });
export const parquetSink = (options: FolderOptions = {}): FolderSink => ({
  kind: "parquet",
  ...options,
});
export const csvSink = (options: FolderOptions = {}): FolderSink => ({ kind: "csv", ...options });
export const jsonlSink = (options: FolderOptions = {}): FolderSink => ({
  kind: "jsonl",
  ...options,
});

/** Whether a sink takes partitions, not a table. */
export const isFolderSink = (sink: Sink): sink is FolderSink =>
  sink.kind === "parquet" || sink.kind === "csv" || sink.kind === "jsonl";
export const servedSink = (options: Omit<ServedSink, "kind">): ServedSink => ({ kind: "served", ...options });
