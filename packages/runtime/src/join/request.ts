import type { FileFormat } from "@pinion/core";

/** The observations of a training set: the rows that features are joined to. */
export interface ObservationOptions {
  /** A CSV, TSV, Parquet or JSON Lines file. Relative paths count from the project's folder. */
  readonly path: string;
  /** Absent: by the extension of the path. */
  readonly format?: FileFormat;
  /** Of csv and tsv: one character. */
  readonly delimiter?: string;
  /** The column that says when a row was observed: features are as of then. */
  readonly eventTimestamp: string;
  /** `epoch`, `epoch_millis`, `epoch_micros` or a datetime pattern; by default texts are read as a CAST reads them. */
  readonly timestampFormat?: string;
  /** By the name of a feature's key, the column that holds it; the column of the key's own name unless given. */
  readonly keys?: Readonly<Record<string, string>>;
  /**
   * What becomes of an observation whose time, key or request column cannot be read: `error` (PN7032, the default), or
   * `reject`: it is left out, counted and sampled in the report.
   */
  readonly unreadable?: "error" | "reject";
}

/** What a training set is made of, and where it goes. */
export interface OfflineFeaturesOptions<Name extends string = string> {
  readonly observations: ObservationOptions;
  /** Of any keys and sources: row-level, windowed, request-time and derived. */
  readonly features: readonly Name[];
  /** The file to be written: `.parquet`, `.csv`, `.tsv`, `.jsonl` or `.ndjson`. Relative paths count from the project's folder. */
  readonly output: string;
  /** Features are as of this long before each observation (`7d`), as they would be where data comes late. */
  readonly simulateTimeDelay?: string;
  /** The same for single features, instead of `simulateTimeDelay`. */
  readonly overrideTimeDelay?: Readonly<Partial<Record<Name, string>>>;
  /** By the name of a feature, what its column in the output is called. */
  readonly rename?: Readonly<Partial<Record<Name, string>>>;
  /** How much memory the engine may take before it spills to disk: at least `1MB`; `1GB` unless given. */
  readonly memoryLimit?: string;
  /** How many threads it has: 1 to 1,024; one for each core unless given. */
  readonly threads?: number;
  /** Ends the join with PN5009; no output is written. */
  readonly signal?: AbortSignal;
}
