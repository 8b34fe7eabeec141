import type { DataType, FileFormat } from "@pinion/core";

/** A column as a file has it, or as all of a sample of its values are. */
export interface InferredColumn {
  readonly name: string;
  readonly type: DataType;
  /** False where the file's schema says that there is no NULL. A sample never says so. */
  readonly nullable: boolean;
  /** Of timestamps and dates in texts and numbers. */
  readonly format?: string;
}

export interface InferredFile {
  readonly format: FileFormat;
  readonly delimiter?: string;
  readonly columns: readonly InferredColumn[];
  /** Columns that no source can declare, and why. */
  readonly leftOut: readonly { readonly name: string; readonly reason: string }[];
}

/** How many rows of a file without types are looked at. */
export const SAMPLE_ROWS = 10_000;
