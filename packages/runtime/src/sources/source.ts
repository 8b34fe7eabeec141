import { existsSync } from "node:fs";
import { pathPartitioning, type BatchSourceEntry, type FileSourceEntry } from "@pinion/core";
import type { Zone } from "@pinion/core/std";
import { stageAvro } from "./avro/stage-avro.js";
import { duckdbGuard, type Database } from "./duckdb/database.js";
import { textFunctions } from "./duckdb/text-functions.js";
import { formatOf, openFiles, type FileTable } from "./duckdb/file-table.js";
import { checkFile } from "./files/check.js";
import { locateFiles } from "./files/locate.js";
import { openPushed } from "./pushed/read.js";
import type { TimeSpan } from "./span.js";

/** Where a source's rows are, once its settings are read. */
export type SourceLocation =
  /** A folder holds what was pushed besides. */
  | { readonly kind: "file"; readonly path: string; readonly pushed?: string }
  /** The address of a database; never to be shown. */
  | { readonly kind: "postgres"; readonly connection: string };

/** Whether but some of a source's files are read: those of the times that are asked for. */
export const isTimePartitioned = (location: SourceLocation): boolean =>
  location.kind === "file" && !existsSync(location.path) && pathPartitioning(location.path).kind === "time";

export interface OpenSourceRequest {
  readonly database: Database;
  readonly source: BatchSourceEntry;
  readonly location: SourceLocation;
  /** Positions of the columns that are read; the event time is read besides. */
  readonly columns: readonly number[];
  /** Rows outside of it may be left out. */
  readonly span: TimeSpan;
  /**
   * Columns that tell keys apart. Where given, one row of each combination is enough of those before the span: it makes
   * the key known. Absent: all rows before the span are left out where the source can.
   */
  readonly keyColumns?: readonly number[];
  readonly zone: Zone;
  readonly signal?: AbortSignal;
}

/** A source's rows, to be scanned by SQL. */
export interface OpenedSource {
  readonly tables: readonly FileTable[];
  /** What it is called in reports: a path, a table. Without secrets. */
  readonly place: string;
  /** What it is called in messages. */
  readonly what: string;
  /** The files read, where the path is a pattern. */
  readonly files?: readonly string[];
  readonly missingPartitions?: readonly string[];
  /** How many of the rows were pushed, where the source keeps such. */
  readonly pushedRows?: number;
}

/** Opens a source for one scan. Throws PN5001 to PN5005, PN5020, PN5021. */
export async function openSource(request: OpenSourceRequest): Promise<OpenedSource> {
  const { source, location } = request;
  if (source.kind === "postgres") {
    if (location.kind !== "postgres") throw new Error(`${source.name} is no file`);
    const { stagePostgres } = await import("./postgres/stage-postgres.js");
    const { table, place } = await stagePostgres({ ...request, source, connection: location.connection });
    return { tables: [table], place, what: `source ${source.name}` };
  }
  if (location.kind !== "file") throw new Error(`${source.name} is a file`);
  return openFileSource(request, source, location);
}

async function openFileSource(
  request: OpenSourceRequest,
  source: FileSourceEntry,
  { path, pushed: folder }: Extract<SourceLocation, { kind: "file" }>,
): Promise<OpenedSource> {
  const { span, zone } = request;
  const pushed = folder === undefined ? undefined : await openPushed({ ...request, source, folder });
  const { files, pattern, missing } = locateFiles({
    ...{ source, path, span, zone, mayBeNone: pushed !== undefined },
    ...(folder === undefined ? {} : { except: folder }),
  });
  const what = pattern
    ? `the files ${path} of source ${source.name}`
    : `the file ${path} of source ${source.name}`;
  const tables = files.length === 0 ? [] : await openTables(request, source, files, what);
  return {
    tables: pushed === undefined ? tables : [...tables, pushed.table],
    place: path,
    what,
    ...(pattern ? { files } : {}),
    ...(missing.length > 0 ? { missingPartitions: missing } : {}),
    ...(folder === undefined ? {} : { pushedRows: pushed?.rows ?? 0 }),
  };
}

async function openTables(
  request: OpenSourceRequest,
  source: FileSourceEntry,
  files: readonly string[],
  what: string,
): Promise<readonly FileTable[]> {
  const format = formatOf(source, files[0] ?? "");
  for (const file of files) checkFile(file, format, `the file ${file} of source ${source.name}`);
  return duckdbGuard(what, async () =>
    format === "avro"
      ? stageAvro({ ...request, columns: neededColumns(source, request.columns), source, files })
      : openFiles(
          request.database.connection,
          source,
          files,
          format,
          textFunctions(request.database, request.zone),
        ),
  );
}

/** The columns to read, the event time among them, ascending. */
export function neededColumns(source: BatchSourceEntry, columns: readonly number[]): readonly number[] {
  const event = source.columns.findIndex((column) => column.name === source.eventTimestamp);
  return [...new Set([...columns, ...(event < 0 ? [] : [event])])].toSorted((a, b) => a - b);
}
