import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { PinionError } from "@pinion/core";
import { checkText } from "../../options/check.js";
import { duckdbGuard, openDuckdb } from "../duckdb/database.js";
import { formatAt } from "../duckdb/file-table.js";
import { checkFile } from "../files/check.js";
import { inferAvro } from "./avro.js";
import { inferDelimited } from "./delimited.js";
import type { InferredFile } from "./inferred.js";
import { inferJsonLines } from "./json-lines.js";
import { inferParquet } from "./parquet.js";

export type { InferredColumn, InferredFile } from "./inferred.js";

/** Finds the columns of a file. Throws PN5001, PN5002 or PN5005, PN7010 where an argument is no text. */
export async function inferFile(path: string, scratch: string): Promise<InferredFile> {
  checkText(path, "path");
  checkText(scratch, "scratch");
  const file = resolve(path);
  const what = `the file ${path}`;
  const format = formatAt(file);
  if (format === undefined) {
    if (!existsSync(file))
      throw new PinionError("PN5001", `${what} is missing`, { help: "name a file that is there" });
    throw new PinionError("PN5005", `the format of ${path} is unknown`, {
      help: "its name tells it: call it .csv, .tsv, .parquet, .jsonl or .avro (a link will do)",
    });
  }
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
