import type { Place } from "../diagnostics/span.js";

/**
 * What the compiler hands to the runtime, beside `evaluators.js`: plain JSON, byte-stable for the same
 * definitions, without a value of any environment variable. Types stand in Spark's spelling.
 */
export interface Manifest {
  readonly format: "pinion";
  readonly version: typeof MANIFEST_VERSION;
  /** SHA-256 in hex over the canonical JSON of everything but this field. */
  readonly hash: string;
  readonly evaluators: { readonly file: string; readonly hash: string };
  readonly project: ProjectEntry;
  readonly sources: readonly SourceEntry[];
  readonly keys: readonly KeyEntry[];
  readonly features: readonly FeatureEntry[];
  readonly plans: readonly SourcePlan[];
}

export const MANIFEST_VERSION = 1;

export interface ProjectEntry {
  readonly name: string;
  /** IANA name: what texts and fields of timestamps are read in. */
  readonly timeZone: string;
  readonly windowBounds: WindowBounds;
  /** How many of a source's rows may be rejected before a job fails, unless the source says otherwise. */
  readonly maxRejected: MaxRejected;
  readonly stores: { readonly online: OnlineStoreEntry; readonly offline?: OfflineStoreEntry };
}

/** A number of rows, or a share of them from 0 to 1. */
export type MaxRejected =
  { readonly kind: "rows"; readonly value: number } | { readonly kind: "share"; readonly value: number };

/** `[)`: t - window <= eventTime < t. `(]`: t - window < eventTime <= t. */
export type WindowBounds = "[)" | "(]";

export type OnlineStoreEntry = { readonly kind: "embedded"; readonly path: EnvText } | RedisStoreEntry;

export interface RedisStoreEntry {
  readonly kind: "redis";
  readonly url: EnvText;
  readonly username?: EnvText;
  readonly password?: EnvText;
  readonly cluster?: boolean;
}

/** A folder of partitions; `kind` is the format of their files. */
export interface OfflineStoreEntry {
  readonly kind: "parquet" | "csv" | "jsonl";
  readonly path: EnvText;
}

/** A text as it is, or the name of an environment variable that holds it at run time. */
export type EnvText = string | { readonly env: string; readonly fallback?: string };

export type SourceEntry = BatchSourceEntry | RequestSourceEntry | StreamSourceEntry;

/** A source whose rows lie ready to be read. */
export type BatchSourceEntry = FileSourceEntry | PostgresSourceEntry;

export interface FileSourceEntry {
  readonly kind: "file";
  readonly name: string;
  /**
   * A file, a pattern with `*`, `**` and `?`, or a time-partitioned one with `{yyyy}`, `{MM}`, `{dd}`, `{HH}`. Relative
   * paths count from the project's folder.
   */
  readonly path: EnvText;
  /** Of a time-partitioned path: a partition that is needed and not there fails the job; absent: it is reported. */
  readonly missingPartitions?: "error";
  /** A folder of rows that are pushed, which stand behind those of the path. */
  readonly pushed?: EnvText;
  /** Absent: by the extension of the path, at run time. */
  readonly format?: FileFormat;
  /** Of csv and tsv: one character. */
  readonly delimiter?: string;
  /** Of csv and tsv: false where the first line holds values and columns stand in declared order. */
  readonly header?: false;
  readonly columns: readonly ColumnEntry[];
  /** The column that says when a row's event happened; without one the source has row-level features as of any time. */
  readonly eventTimestamp?: string;
  /** The column that says when a row was written. */
  readonly createdTimestamp?: string;
  readonly maxRejected?: MaxRejected;
  readonly description?: string;
}

export type FileFormat = "csv" | "tsv" | "parquet" | "jsonl" | "avro";

/** Rows of a table or a query of a PostgreSQL database; one of the two is given. */
export interface PostgresSourceEntry {
  readonly kind: "postgres";
  readonly name: string;
  /** `postgres://user:password@host:port/database`; nothing of it is ever printed. */
  readonly connection: EnvText;
  /** `table` or `schema.table`, as the database spells them. */
  readonly table?: string;
  readonly query?: string;
  readonly columns: readonly ColumnEntry[];
  readonly eventTimestamp?: string;
  readonly createdTimestamp?: string;
  readonly maxRejected?: MaxRejected;
  readonly description?: string;
}

/** Columns given by the caller or the observation. */
export interface RequestSourceEntry {
  readonly kind: "request";
  readonly name: string;
  readonly columns: readonly ColumnEntry[];
  readonly description?: string;
}

/** Events that come one after another. */
export interface StreamSourceEntry {
  readonly kind: "stream";
  readonly name: string;
  readonly transport: StreamTransportEntry;
  readonly value: StreamValueEntry;
  readonly columns: readonly ColumnEntry[];
  readonly eventTimestamp: string;
  /** How much older than the latest event of its partition an event may be; absent: as old as a window reaches. */
  readonly allowedLatenessMicros?: number;
  /** Where records go that cannot be read. */
  readonly deadLetters?: { readonly topic: string } | { readonly file: EnvText };
  /** Whether it is said that each key's events all are in one partition; absent: it is looked at. */
  readonly partitionedByKey?: true;
  /** Files that keep what the topics forget. */
  readonly history?: HistoryEntry;
  readonly description?: string;
}

/** Records of topics in files: the columns of the source, and where each record stood. */
export interface HistoryEntry {
  readonly path: EnvText;
  /** The column of the partition, and that of the offset. */
  readonly partition: string;
  readonly offset: string;
  /** That of the topic; absent where there is one alone. */
  readonly topic?: string;
}

export type StreamTransportEntry = KafkaEntry | { readonly kind: "log"; readonly path: EnvText };

export interface KafkaEntry {
  readonly kind: "kafka";
  /** `HOST:PORT` each; a setting of the environment holds several with commas between. */
  readonly brokers: readonly EnvText[];
  readonly topics: readonly string[];
  readonly groupId?: string;
  /** The library that reads; kafkajs where it is absent. */
  readonly client?: KafkaClientName;
  readonly security?: StreamSecurityEntry;
}

/** The libraries that can read Kafka. */
export const KAFKA_CLIENTS = ["kafkajs", "platformatic"] as const;
export type KafkaClientName = (typeof KAFKA_CLIENTS)[number];

export interface StreamSecurityEntry {
  readonly tls?: { readonly ca?: EnvText };
  readonly sasl?:
    | {
        readonly mechanism: "plain" | "scram-sha-256" | "scram-sha-512";
        readonly username: EnvText;
        readonly password: EnvText;
      }
    | { readonly mechanism: "oauthbearer"; readonly token: EnvText };
}

/** How values are written. Schemas stand in JSON. */
export type StreamValueEntry =
  | { readonly kind: "avro"; readonly schema: string }
  | { readonly kind: "avroFile"; readonly path: EnvText }
  | { readonly kind: "json" }
  | {
      readonly kind: "registry";
      readonly url: EnvText;
      readonly subject: string;
      /** The reader's schema, for the defaults of fields that a writer lacks. */
      readonly reader?: string;
      readonly username?: EnvText;
      readonly password?: EnvText;
    };

export interface ColumnEntry {
  readonly name: string;
  readonly type: string;
  /** False: a NULL rejects the row. */
  readonly nullable: boolean;
  /** Of dates and timestamps in texts and numbers: a datetime pattern, `epoch`, `epoch_millis`, `epoch_micros`. */
  readonly format?: string;
  readonly description?: string;
}

export interface KeyEntry {
  readonly name: string;
  readonly type: string;
  readonly fullName?: string;
  readonly description?: string;
}

export type FeatureEntry = RowFeature | WindowFeature | DerivedFeature | LookupFeature;

/** Computed of rows, and not of other features. */
export type AnchoredFeature = RowFeature | WindowFeature;

export const isAnchored = (feature: FeatureEntry): feature is AnchoredFeature =>
  feature.kind === "row" || feature.kind === "window";

/** Which of a plan's groups a feature of its source is of: keys of one name may be computed in several ways. */
export const groupOf = (plan: SourcePlan, feature: AnchoredFeature): number =>
  (feature.kind === "row" ? feature.group : plan.aggregates[feature.aggregate]?.group) ?? -1;

/** The features that one is computed from, where it is computed from any. */
export function belowOf(feature: FeatureEntry | undefined): readonly string[] {
  if (feature?.kind === "derived") return feature.inputs.map((input) => input.feature);
  return feature?.kind === "lookup" ? [...feature.bases.map((base) => base.feature), feature.expansion] : [];
}

interface FeatureBase {
  readonly name: string;
  readonly type: string;
  /** The names of the keys, in order; none for a feature of request columns alone. */
  readonly keys: readonly string[];
  readonly expression: string;
  /** Where the expression stands; the file relative to the project's folder. */
  readonly place?: Place;
  readonly description?: string;
  readonly tags?: Readonly<Record<string, string>>;
  /** What stands for NULL, and for a key that is not there. */
  readonly default?: JsonValue;
  readonly lineage: Lineage;
}

export type JsonValue =
  null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue };

export interface Lineage {
  /** `source.column`, sorted. */
  readonly columns: readonly string[];
  /** Features that this one is computed from, sorted. */
  readonly features: readonly string[];
}

interface AnchoredBase extends FeatureBase {
  readonly anchor: string;
  readonly source: string;
  /** The feature that this one is under other keys, which stand in the same order: its values are this one's. */
  readonly aliasOf?: string;
}

/** The value of the latest row of the key; of a request source, that of the given row. */
export interface RowFeature extends AnchoredBase {
  readonly kind: "row";
  /** The output of the source's program that holds it. */
  readonly output: number;
  /** Index into the groups of the source's plan; absent of a request source. */
  readonly group?: number;
}

export interface WindowFeature extends AnchoredBase {
  readonly kind: "window";
  /** As written, `90d`. */
  readonly window: string;
  readonly windowMicros: number;
  readonly filter?: string;
  /** The aggregate of the source's plan that it is read from. */
  readonly aggregate: number;
  /** Turns the aggregate's value into the feature's type; a program of one input and one output. */
  readonly finalise: ProgramEntry;
}

export interface DerivedFeature extends FeatureBase {
  readonly kind: "derived";
  /** The feature behind each input of the program, in its order. */
  readonly inputs: readonly { readonly name: string; readonly feature: string }[];
  readonly program: ProgramEntry;
}

/** The expansion of another entity, whose key is what the bases are. */
export interface LookupFeature extends FeatureBase {
  readonly kind: "lookup";
  /** For each key of the expansion, in order, the feature whose value it is. One at most is a list of keys. */
  readonly bases: readonly { readonly key: string; readonly feature: string }[];
  /** The feature that is looked up. */
  readonly expansion: string;
  /** Of a list of keys: how what was found becomes one value. */
  readonly aggregation?: LookupAggregation;
  /** Turns what was found, or its aggregate, into the feature's type; a program of one input and one output. */
  readonly finalise: ProgramEntry;
}

export interface LookupAggregation {
  readonly op: LookupOp;
  /** The types of the expansion and of the aggregate's value. */
  readonly argumentType: string;
  readonly type: string;
}

/** How the values found for a list of keys become one: aggregates without parameters, and all values side by side. */
export const LOOKUP_OPS = [
  "sum",
  "count",
  "avg",
  "min",
  "max",
  "first",
  "latest",
  "countDistinct",
  "distinct",
  "variance",
  "stddev",
  "skewness",
  "kurtosis",
  "median",
  "mode",
  "union",
] as const;

export type LookupOp = (typeof LOOKUP_OPS)[number];

/**
 * Everything computed of one source's rows, whatever the anchor and the key: one row program, whose
 * outputs are keys, row-level features, arguments and filters of aggregates.
 */
export interface SourcePlan {
  readonly source: string;
  readonly program: ProgramEntry;
  readonly groups: readonly KeyGroup[];
  readonly aggregates: readonly AggregateEntry[];
}

/** The rows of a source seen by one key, single or composite. */
export interface KeyGroup {
  readonly keys: readonly string[];
  /** The outputs that hold the parts of the key, in order. */
  readonly outputs: readonly number[];
}

/** One partial aggregate, shared by every window over it. */
export interface AggregateEntry {
  readonly op: AggregateOp;
  /** Index into `groups`. */
  readonly group: number;
  /** The output aggregated; absent for COUNT of rows. */
  readonly argument?: number;
  /** The BOOLEAN output that must be true for a row to count. */
  readonly filter?: number;
  /** The type of the argument, and that of the aggregate's value. */
  readonly argumentType?: string;
  readonly type: string;
  readonly parameters?: AggregateParameters;
  /** The output whose value says which entry of a map a row counts for: the aggregate's value is that map. */
  readonly groupBy?: number;
  readonly groupByType?: string;
  /** With `groupBy`: only the entries of the greatest values are kept. */
  readonly limit?: number;
}

/** The names of all aggregates, which are also those of their builders. */
export const AGGREGATE_OPS = [
  "sum",
  "count",
  "avg",
  "min",
  "max",
  "latest",
  "first",
  "lastN",
  "firstN",
  "countDistinct",
  "approxCountDistinct",
  "distinct",
  "variance",
  "stddev",
  "skewness",
  "kurtosis",
  "median",
  "percentile",
  "approxPercentile",
  "topK",
  "mode",
  "bucketedCount",
  "bucketedSum",
  "decayedSum",
  "decayedCount",
  "decayedAvg",
] as const;

export type AggregateOp = (typeof AGGREGATE_OPS)[number];

/** What an aggregate was told beside its argument. */
export interface AggregateParameters {
  /** LAST_N, FIRST_N, TOP_K: how many at most. */
  readonly n?: number;
  /** PERCENTILE, APPROX_PERCENTILE: from 0 to 1. */
  readonly percentage?: number;
  /** Sketches: the larger, the more exact and the larger the state. */
  readonly accuracy?: number;
  /** BUCKETED: ascending; bucket i holds `boundaries[i - 1] <= x < boundaries[i]`. */
  readonly boundaries?: readonly number[];
  /** DECAYED: the age at which a row counts half. */
  readonly halfLifeMicros?: number;
}

/**
 * A compiled function from a row of inputs to a row of outputs: the exports `row_<id>` and, for the
 * program of a source, `kernel_<id>` of the evaluators.
 */
export interface ProgramEntry {
  readonly id: string;
  readonly inputs: readonly { readonly name: string; readonly type: string; readonly nullable: boolean }[];
  readonly outputs: readonly OutputEntry[];
  /** What the evaluator counts in its third argument: NULLs that come from bad data. */
  readonly failures: readonly { readonly reason: string; readonly features: readonly string[] }[];
}

export interface OutputEntry {
  readonly type: string;
  readonly nullable: boolean;
  /** Which inputs it reads, ascending. */
  readonly inputs: readonly number[];
  /** The same in DuckDB's SQL over columns `c0`, `c1`, … (the inputs by position); absent where DuckDB would differ. */
  readonly duckdb?: string;
  /** Of a source's program: why there is none, so that the kernel computes it. */
  readonly javascript?: string;
}
