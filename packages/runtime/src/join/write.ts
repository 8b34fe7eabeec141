import { renameSync, rmSync, statSync } from "node:fs";
import { basename, dirname, extname, join } from "node:path";
import type { DuckDBType } from "@duckdb/node-api";
import { PinionError, STRING, type DataType } from "@pinion/core";
import type { Database } from "../sources/duckdb/database.js";
import { duckdbType, sqlName } from "../sources/duckdb/sql-types.js";
import { typeOf } from "../sources/infer/parquet.js";
import { parquetPart } from "../stores/parquet/formats.js";
import { makeFolder } from "../stores/make-folder.js";
import { guard } from "../stores/parquet/guard.js";
import { copyLines, type LineStyle, type TextField } from "../stores/parquet/text-lines.js";
import type { Observations } from "./observations.js";

export type OutputFormat = { readonly format: "parquet" } | LineStyle;

const FORMATS: ReadonlyMap<string, OutputFormat> = new Map<string, OutputFormat>([
  [".parquet", { format: "parquet" }],
  [".csv", { format: "csv", delimiter: ",", quoting: "needed" }],
  [".tsv", { format: "csv", delimiter: "\t", quoting: "needed" }],
  [".jsonl", { format: "jsonl" }],
  [".ndjson", { format: "jsonl" }],
]);

/** Throws PN7010 where no format has the extension. */
export function outputFormat(path: string): OutputFormat {
  const format = FORMATS.get(extname(path).toLowerCase());
  if (format !== undefined) return format;
  throw new PinionError("PN7010", `the format of the output ${path} is unknown`, {
    help: "end its name in .parquet, .csv, .tsv or .jsonl",
  });
}

interface OutputField extends TextField {
  /** SQL of its value in Parquet. */
  readonly stored: string;
}

export interface Output {
  /** The observations' own columns, `o.…`, then the features, `f.…`. */
  readonly fields: readonly OutputField[];
  /** What stands behind FROM. */
  readonly from: string;
  readonly timeZone: string;
}

/** Writes a query aside and renames the file into place, so that there is the old file or the whole new one. */
export async function writeOutput(database: Database, output: Output, path: string): Promise<number> {
  const format = outputFormat(path);
  const folder = dirname(path);
  return guard(`the output ${path}`, async () => {
    makeFolder(folder);
    const aside = join(folder, `.${basename(path)}.${process.pid}.${database.fresh("output")}.tmp`);
    try {
      await database.connection.run(copyStatement(database, format, output, aside));
      renameSync(aside, path);
    } catch (error) {
      rmSync(aside, { force: true });
      throw error;
    }
    return statSync(path).size;
  });
}

function copyStatement(
  database: Database,
  format: OutputFormat,
  { fields, from, timeZone }: Output,
  path: string,
): string {
  if (format.format !== "parquet") return copyLines(database, format, fields, timeZone)(from, path);
  const columns = fields.map(({ name, stored }) => `${stored} AS ${sqlName(name)}`);
  return parquetPart.copy(`(SELECT ${columns.join(", ")} FROM ${from})`, path);
}

/** The observations' own columns as they were, and the features beside them. */
export async function outputOf(
  database: Database,
  observations: Observations,
  features: {
    readonly table: string;
    readonly names: readonly string[];
    readonly types: readonly DataType[];
  },
  timeZone: string,
): Promise<Output> {
  const own = observations.columns.map((_, i) => `h${i}`);
  const reader = await database.connection.runAndReadAll(
    `SELECT ${own.join(", ")} FROM ${observations.table} LIMIT 0`,
  );
  return {
    fields: [
      ...observations.columns.map(({ name }, i) => ({
        name,
        stored: `o.h${i}`,
        ...ownField(`o.h${i}`, reader.columnType(i)),
      })),
      ...features.names.map((name, i) => {
        const type = features.types[i] ?? STRING;
        // Not by a cast, which rounds far from now.
        const column =
          type.kind === "timestamp"
            ? `coalesce(make_timestamptz(epoch_us(f.f${i})), f.f${i}::TIMESTAMPTZ)`
            : `f.f${i}`;
        return { name, column, type, stored: column };
      }),
    ],
    from: `${observations.table} o POSITIONAL JOIN ${features.table} f`,
    timeZone,
  };
}

/** How a column of any type that a file may have is written as text. */
function ownField(column: string, there: DuckDBType): Omit<TextField, "name"> {
  if (there.alias === "JSON") return { column, type: "json" };
  const type = typeOf(there);
  const local = /TIMESTAMP(?! WITH)/u.test(there.toString());
  // A time without a zone stays one.
  if (type === undefined || (type.kind === "timestamp" && local))
    return { column: `${column}::VARCHAR`, type: STRING };
  if (type.kind === "timestamp") return { column, type };
  return {
    column: `${column}::${duckdbType(type) ?? "VARCHAR"}`,
    type,
    ...(local ? { timeZone: "UTC" } : {}),
  };
}
