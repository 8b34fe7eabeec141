import { parseType, showDecimal, type DataType, type FeatureEntry, type Int64 } from "@pinion/core";
import type { OpenedSource } from "../sources/source.js";
import type { StreamStatus } from "../stream/status.js";

/** What a job did: plain JSON but for the cutoffs. */
export interface JobReport {
  readonly job: string;
  readonly features: readonly FeatureReport[];
  readonly sources: readonly SourceReport[];
  readonly sinks: readonly SinkReport[];
  /** As-of times, microseconds since the epoch, ascending. */
  readonly cutoffs: readonly Int64[];
  /** Keys of the last cutoff. */
  readonly keys: number;
  /** Keys that an earlier attempt had written, 0 of a job that was not resumed. */
  readonly resumedKeys: number;
  /** Wall-clock seconds of each stage of this attempt. */
  readonly seconds: {
    readonly scan: number;
    readonly write: number;
    /** Making partitions, removing keys that are gone. */
    readonly finish: number;
    readonly total: number;
  };
  /** Of a stream. */
  readonly stream?: StreamStatus;
}

export interface SourceReport {
  readonly source: string;
  /** The path, or the table or query of a database. */
  readonly path: string;
  /** Of patterns and time-partitioned paths: how many files were read. */
  readonly files?: number;
  /** Of time-partitioned paths: the needed partitions that are not there. */
  readonly missingPartitions?: readonly string[];
  /** Of sources that keep pushed rows: how many of all rows these are. */
  readonly pushedRows?: number;
  readonly rowsRead: number;
  readonly rowsRejected: number;
  /** Rows that happened after the last cutoff. */
  readonly rowsAfter: number;
  readonly rejected: readonly RejectionReport[];
}

/** Where a source was read, for its report. */
export const placeOf = ({
  place,
  files,
  missingPartitions,
  pushedRows,
}: OpenedSource): Pick<SourceReport, "path" | "files" | "missingPartitions" | "pushedRows"> => ({
  path: place,
  ...(files === undefined ? {} : { files: files.length }),
  ...(missingPartitions === undefined ? {} : { missingPartitions }),
  ...(pushedRows === undefined ? {} : { pushedRows }),
});

export interface RejectionReport {
  readonly reason: string;
  readonly rows: number;
  /** Some of what was found, cut to 200 characters. */
  readonly samples: readonly string[];
}

export interface FeatureReport {
  readonly feature: string;
  /** Of the last cutoff: how many keys have no value, as a share of all. */
  readonly nullRate: number;
  /** Of the last cutoff, of numbers, in all their digits; of DECIMALs as texts. */
  readonly min?: Int64 | string;
  readonly max?: Int64 | string;
  /** NULLs that came from bad data, not from NULLs. */
  readonly failures: readonly { readonly reason: string; readonly rows: number }[];
}

export interface SinkReport {
  readonly sink: string;
  readonly rows: number;
  readonly bytes: number;
  /** Of online sinks. */
  readonly outdated?: number;
  readonly removed?: number;
  /** Of offline sinks. */
  readonly partitions?: readonly string[];
}

/** Of a feature's values so far; the range of numbers alone, of DECIMALs their unscaled digits. */
export interface StatisticsState {
  readonly rows: number;
  readonly nulls: number;
  readonly min?: Int64;
  readonly max?: Int64;
}

/** Gathers what a feature's values were. */
export interface ValueStatistics {
  readonly add: (value: unknown) => void;
  readonly state: () => StatisticsState;
}

/** Goes on from a state. */
export function valueStatistics(from?: StatisticsState): ValueStatistics {
  let rows = from?.rows ?? 0;
  let nulls = from?.nulls ?? 0;
  let min: Int64 = from?.min ?? Infinity;
  let max: Int64 = from?.max ?? -Infinity;
  return {
    add: (value) => {
      rows++;
      if (value === null) nulls++;
      else if (typeof value === "number" || typeof value === "bigint") {
        if (value < min) min = value;
        if (value > max) max = value;
      }
    },
    state: () => ({ rows, nulls, ...(min <= max ? { min, max } : {}) }),
  };
}

export const featureReport = (
  { name, type }: Pick<FeatureEntry, "name" | "type">,
  { rows, nulls, min, max }: StatisticsState,
  failures: FeatureReport["failures"],
): FeatureReport => {
  const shown = inDigits(parseType(type));
  return {
    feature: name,
    nullRate: rows === 0 ? 0 : nulls / rows,
    ...(min === undefined || max === undefined ? {} : { min: shown(min), max: shown(max) }),
    failures,
  };
};

const inDigits = (type: DataType | undefined): ((value: Int64) => Int64 | string) =>
  type?.kind === "decimal" ? (value) => showDecimal(BigInt(value), type.scale) : (value) => value;
