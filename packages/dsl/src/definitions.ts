import type {
  AggregateOp,
  AggregateParameters,
  DataType,
  JsonValue,
  KafkaClientName,
  LookupOp,
} from "@pinion/core";
import type { DEFINITION, Site } from "./brand.js";

/*
 * What the builders make: frozen plain data. The builders' own types add names and value types to these;
 * the compiler reads no more than what stands here. Optional fields are absent, never undefined.
 */

/** A value that is read from the environment when a job runs; the value itself is never kept. */
export interface EnvReference {
  readonly kind: "env";
  readonly name: string;
  /** Taken where the variable is not set. Never a secret: it is written to the manifest. */
  readonly fallback?: string;
}

/** A text that may come from the environment. */
export type TextSetting = string | EnvReference;

/** The type of a column, key or feature. */
export interface TypeDefinition {
  readonly type: DataType;
  /** Of columns: false where the data never hold NULL. A NULL found nevertheless rejects its row. */
  readonly nullable: boolean;
  /** Of TIMESTAMP and DATE: `epoch`, `epoch_millis`, `epoch_micros` or a datetime pattern. */
  readonly format?: string;
  readonly description?: string;
}

/**
 * Which part of a call: an argument by position, then properties by name, as in `[1, "columns", "fare"]`.
 * Empty for the call itself.
 */
export type ArgumentPath = readonly (number | string)[];

/** An expression's text, and where it was written: the call at `site`, and in it the part `path`. */
export interface ExpressionDefinition {
  readonly text: string;
  readonly site: Site;
  readonly path: ArgumentPath;
}

/** A column of a source: its name and what was declared of its type. */
export interface ColumnDefinition extends TypeDefinition {
  readonly name: string;
}

/** The formats of files; `jsonl` is one object a line, `avro` the object container file. */
export type FileFormat = "csv" | "tsv" | "parquet" | "jsonl" | "avro";

/** A source of any kind, as its builder left it. */
export type SourceDefinition =
  FileSourceDefinition | PostgresSourceDefinition | RequestSourceDefinition | StreamSourceDefinition;

interface SourceCommon {
  readonly [DEFINITION]: "source";
  /** The call; a column was declared in its part `[1, "columns", name]`. */
  readonly site: Site;
  readonly name: string;
  readonly columns: readonly ColumnDefinition[];
  readonly description?: string;
  readonly preprocess?: PreprocessDefinition;
}

/** Columns that a function computes of each row. */
export interface PreprocessDefinition {
  readonly site: Site;
  readonly inputs: readonly string[];
  readonly columns: readonly ColumnDefinition[];
  /** For the compiler, where it is exported; absent where it is not. */
  readonly run?: RowFunction | FunctionReference;
}

export type RowFunction = (row: never) => object;

/** A function by the definition file, relative to the project's folder, that exports it. */
export interface FunctionReference {
  readonly file: string;
  readonly name: string;
}

/** What {@link fileSource} makes. */
export interface FileSourceDefinition extends SourceCommon {
  readonly kind: "file";
  /** Relative paths start at the project's folder. */
  readonly path: TextSetting;
  /** Of a time-partitioned path: whether a missing partition is an error. Absent: it is reported. */
  readonly missingPartitions?: "error";
  /** A folder of rows that are pushed. */
  readonly pushed?: TextSetting;
  /** Absent where the path comes from the environment and no format was given: then by extension, at run time. */
  readonly format?: FileFormat;
  /** Of csv and tsv: one character. */
  readonly delimiter?: string;
  /** Of csv and tsv: whether the first line names the columns. Without, columns stand in declared order. */
  readonly header?: boolean;
  /** The TIMESTAMP column that says when a row happened. */
  readonly eventTimestamp?: string;
  /** The TIMESTAMP column that says when a row was written. */
  readonly createdTimestamp?: string;
  readonly maxRejected?: MaxRejected;
}

/** Rows of a table or a query of PostgreSQL; one of the two is given. */
export interface PostgresSourceDefinition extends SourceCommon {
  readonly kind: "postgres";
  readonly connection: TextSetting;
  readonly table?: string;
  readonly query?: string;
  readonly eventTimestamp?: string;
  readonly createdTimestamp?: string;
  readonly maxRejected?: MaxRejected;
}

/** Columns that the caller gives at request time, and the observation in a training join. */
export interface RequestSourceDefinition extends SourceCommon {
  readonly kind: "request";
}

/** Events that come one after another. */
export interface StreamSourceDefinition extends SourceCommon {
  readonly kind: "stream";
  readonly transport: StreamTransport;
  readonly value: StreamValueDefinition;
  readonly eventTimestamp: string;
  readonly allowedLateness?: WindowDefinition;
  readonly deadLetters?: { readonly topic: string } | { readonly file: TextSetting };
  readonly partitionedByKey?: true;
  readonly history?: HistoryDefinition;
}

/** Files that keep the records of topics. */
export interface HistoryDefinition {
  readonly path: TextSetting;
  readonly partition: string;
  readonly offset: string;
  readonly topic?: string;
}

/** Where the events of a stream come from. */
export type StreamTransport = KafkaTransport | { readonly kind: "log"; readonly path: TextSetting };

/** Where a stream comes from: topics of Apache Kafka. */
export interface KafkaTransport {
  readonly kind: "kafka";
  readonly brokers: readonly string[] | TextSetting;
  readonly topics: readonly string[];
  readonly groupId?: string;
  readonly client?: KafkaClientName;
  readonly security?: StreamSecurityDefinition;
}

/** How brokers and clients know each other: TLS, SASL or both. */
export interface StreamSecurityDefinition {
  readonly tls?: { readonly ca?: TextSetting };
  readonly sasl?:
    | {
        readonly mechanism: "plain" | "scram-sha-256" | "scram-sha-512";
        readonly username: TextSetting;
        readonly password: EnvReference;
      }
    | { readonly mechanism: "oauthbearer"; readonly token: EnvReference };
}

/** How the values of a stream are written. */
export type StreamValueDefinition =
  /** The schema in JSON. */
  | { readonly kind: "avro"; readonly schema: string }
  /** `site`: where the path was written, as the first argument. */
  | { readonly kind: "avroFile"; readonly path: TextSetting; readonly site: Site }
  | { readonly kind: "json" }
  | {
      readonly kind: "registry";
      readonly url: TextSetting;
      readonly subject: string;
      readonly reader?: string;
      readonly username?: TextSetting;
      readonly password?: EnvReference;
    };

/** How many unreadable rows a job bears before it fails: a number of rows, or a share of them from 0 to 1. */
export type MaxRejected =
  { readonly kind: "rows"; readonly value: number } | { readonly kind: "share"; readonly value: number };

/** What a key is: its name, its type, and the expression of a row that it comes from. */
export interface KeyDefinition {
  readonly [DEFINITION]: "key";
  readonly site: Site;
  /** What the key is called in tables and clients: its alias, otherwise the first argument of `key`. */
  readonly name: string;
  /** The column of the source; absent where the key is an expression. */
  readonly column?: string;
  readonly expression?: ExpressionDefinition;
  readonly type: TypeDefinition;
  readonly fullName?: string;
  readonly description?: string;
}

/** Features of one source under one key, of one part or several. */
export interface AnchorDefinition {
  readonly [DEFINITION]: "anchor";
  /** The call; a feature's name stands in its part `[1, "features", name]`. */
  readonly site: Site;
  readonly name: string;
  readonly source: SourceDefinition;
  /** In order; empty for a request source. */
  readonly keys: readonly KeyDefinition[];
  /** By name, without prototype; the order is that of declaration. */
  readonly features: Readonly<Record<string, FeatureDefinition>>;
  readonly description?: string;
}

/** A feature of an anchor. It knows its source and keys, so it stands without its anchor. */
export type FeatureDefinition = ExpressionFeatureDefinition | WindowFeatureDefinition;

interface FeatureCommon {
  /** The call that made it, `expr(…)` or `avg(…)`. */
  readonly site: Site;
  readonly name: string;
  /** The type it is declared to have; absent where it is to be inferred. */
  readonly declared?: DeclaredType;
  /** What it is where it would be NULL. */
  readonly fallback?: DefaultDefinition;
  readonly description?: string;
  readonly tags?: Readonly<Record<string, string>>;
}

/** `.default(value)`: the value is argument 0 of the call at `site`. */
export interface DefaultDefinition {
  /** As JSON, see `valueFromJson` of `@pinion/core`. */
  readonly json: JsonValue;
  readonly site: Site;
}

interface AnchoredFeature extends FeatureCommon {
  readonly [DEFINITION]: "feature";
  readonly anchor: { readonly name: string; readonly site: Site };
  readonly source: SourceDefinition;
  readonly keys: readonly KeyDefinition[];
  /** By `withKey`: the feature of the anchor that this one is under other keys, which stand in the same order. */
  readonly aliasOf?: string;
}

/** `.as(type)`: the type is argument 0 of the call at `site`. */
export interface DeclaredType {
  readonly type: TypeDefinition;
  readonly site: Site;
}

/** A row-level feature: an expression over the columns of one row. */
export interface ExpressionFeatureDefinition extends AnchoredFeature {
  readonly kind: "expression";
  readonly expression: ExpressionDefinition;
}

/** An aggregate over the rows of a key in a window of time. */
export interface WindowFeatureDefinition extends AnchoredFeature {
  readonly kind: "window";
  readonly aggregation: AggregateOp;
  /** Absent for `count()`, which counts rows. */
  readonly expression?: ExpressionDefinition;
  readonly filter?: ExpressionDefinition;
  /** What the rows' terms are: the feature is a map from them to the aggregate's values. */
  readonly groupBy?: ExpressionDefinition;
  /** How many entries of the map are kept. */
  readonly limit?: number;
  readonly parameters?: AggregateParameters;
  readonly window: WindowDefinition;
}

/** A length of time back from a cutoff. */
export interface WindowDefinition {
  /** As written: `90d`. It stands in the part `path` of the feature's call. */
  readonly text: string;
  readonly path: ArgumentPath;
  /** The length. A day is 86,400 s, a week 7 days, a year 365 days. */
  readonly seconds: number;
}

/** Whatever has a name and values. */
export type AnyFeatureDefinition = FeatureDefinition | DerivedDefinition | LookupDefinition;

/** A feature computed from features, which may themselves be derived and may have different keys. */
export interface DerivedDefinition extends FeatureCommon {
  readonly [DEFINITION]: "derived";
  readonly kind: "derived";
  readonly inputs: readonly DerivedInput[];
  /** Its columns are the names of the inputs. */
  readonly expression: ExpressionDefinition;
}

/** A feature that a derived one is computed from, by the name that its transform calls it. */
export interface DerivedInput {
  /** The input's name in the expression. */
  readonly name: string;
  readonly feature: AnyFeatureDefinition;
}

/** A feature of another entity, whose key is what other features are. */
export interface LookupDefinition extends FeatureCommon {
  readonly [DEFINITION]: "lookup";
  readonly kind: "lookup";
  /** One for each key of the expansion, in their order. */
  readonly bases: readonly LookupBase[];
  readonly expansion: AnyFeatureDefinition;
  /** Of a base that is a list of keys; it stands in the part `[1, "aggregation"]` of the call. */
  readonly aggregation?: LookupOp;
}

/** A feature whose value is a key, or a part of one, of what is looked up. */
export interface LookupBase {
  readonly key: KeyDefinition;
  readonly feature: AnyFeatureDefinition;
  /** Where the base stands in the lookup's call. */
  readonly path: ArgumentPath;
}

/** Whatever a definition file may export. */
export type Definition = SourceDefinition | KeyDefinition | AnchorDefinition | AnyFeatureDefinition;
