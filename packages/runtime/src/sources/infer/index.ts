import { resolve } from "node:path";
import { PinionError, type DataType, type FileFormat } from "@pinion/core";
import { duckdbGuard, openDuckdb } from "../duckdb/database.js";
import { formatOf } from "../duckdb/file-table.js";
import { checkFile } from "../files/check.js";
import { inferAvro } from "./avro.js";
import { inferDelimited } from "./delimited.js";
import { inferJsonLines } from "./json-lines.js";
import { inferParquet } from "./parquet.js";

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

/** Finds the columns of a file. Throws PN5001, PN5002 or PN5005. */
export async function inferFile(path: string, scratch: string): Promise<InferredFile> {
  const file = resolve(path);
  const what = `the file ${path}`;
  const format = formatOf({ kind: "file", name: "inferred", path: file, columns: [] }, file);
  checkFile(file, format, what);
  if (format === "avro") return inferAvro(file, what);
  const database = await openDuckdb({ scratch });
  try {
    const found = await duckdbGuard(what, async () => {
      switch (format) {
        case "parquet":
          return inferParquet(database.connection, file);
        case "jsonl":
          return inferJsonLines(database.connection, file);
        case "csv":
        case "tsv":
          return inferDelimited(database.connection, file, format);
      }
    });
    if (found.columns.length + found.leftOut.length === 0)
      throw new PinionError("PN5002", `${what} has no columns`, {
        help: "its first row names or holds them",
      });
    return found;
  } finally {
    database.close();
  }
}
