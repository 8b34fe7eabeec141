import { mkdirSync, renameSync, rmSync, statSync } from "node:fs";
import { basename, dirname, extname, join } from "node:path";
import { PinionError } from "@pinion/core";
import type { Database } from "../sources/duckdb/database.js";
import { sqlName, sqlText } from "../sources/duckdb/sql-types.js";
import { guard } from "../stores/parquet/guard.js";

/** How DuckDB writes a file, by its extension. */
const FORMATS: ReadonlyMap<string, string> = new Map([
  [".parquet", "FORMAT parquet, COMPRESSION zstd"],
  [".csv", "FORMAT csv, HEADER true"],
  [".tsv", "FORMAT csv, HEADER true, DELIMITER '\t'"],
  [".jsonl", "FORMAT json"],
  [".ndjson", "FORMAT json"],
]);

/** Throws PN7010 where no format has the extension. */
export function outputFormat(path: string): string {
  const format = FORMATS.get(extname(path).toLowerCase());
  if (format !== undefined) return format;
  throw new PinionError("PN7010", `the format of the output ${path} is unknown`, {
    help: "end its name in .parquet, .csv, .tsv or .jsonl",
  });
}

/** Writes a query aside and renames the file into place, so that there is the old file or the whole new one. */
export async function writeOutput(database: Database, select: string, path: string): Promise<number> {
  const format = outputFormat(path);
  const folder = dirname(path);
  return guard(folder, async () => {
    mkdirSync(folder, { recursive: true });
    const aside = join(folder, `.${basename(path)}.${process.pid}.${database.fresh("output")}.tmp`);
    try {
      await database.connection.run(`COPY (${select}) TO ${sqlText(aside)} (${format})`);
      renameSync(aside, path);
    } catch (error) {
      rmSync(aside, { force: true });
      throw error;
    }
    return statSync(path).size;
  });
}

export const selectOutput = (
  observations: string,
  own: readonly string[],
  features: string,
  names: readonly string[],
): string =>
  `SELECT ${[...own, ...names.map((name, i) => `f.f${i} AS ${sqlName(name)}`)].join(", ")} FROM ${observations} o POSITIONAL JOIN ${features} f`;
