import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { PinionError, type DataType, type FileSourceEntry, type Value } from "@pinion/core";
import { duckdbGuard, type Database } from "../duckdb/database.js";
import { jsonPointer, type FileColumn, type FileTable } from "../duckdb/file-table.js";
import { sqlText } from "../duckdb/sql-types.js";
import { STAGED_ROWS, stageTable, type StagedBatch } from "../stage.js";
import { readSegmentLine, segmentsOf } from "./segments.js";

export interface PushedRows {
  readonly table: FileTable;
  readonly rows: number;
}

export interface PushedRequest {
  readonly database: Database;
  readonly source: FileSourceEntry;
  readonly folder: string;
  readonly signal?: AbortSignal;
}

const TEXT: DataType = { kind: "string" };
const BIGINT: DataType = { kind: "bigint" };
/** Numbers of pushed rows are behind those of files, of which none has so many rows. */
const BEHIND = 2 ** 39;

/**
 * The rows of a source that were pushed so far, in the order in which they were; undefined where there are none. They are taken
 * once, since more may come at any time: all that a job reads of them is of one moment. Throws PN5002 where they cannot be read.
 */
export async function openPushed(request: PushedRequest): Promise<PushedRows | undefined> {
  const { database, source, folder, signal } = request;
  const segments = segmentsOf(folder, source.name);
  if (segments.length === 0) return undefined;
  const what = `the folder ${folder} of pushed rows of source ${source.name}`;
  const seen: Seen = { rows: 0, last: 0, ordered: true };
  return duckdbGuard(what, async () => {
    const lines = linesOf(segments, source.name, seen);
    const { from } = await stageTable(database, [{ type: TEXT }, { type: BIGINT }], lines, signal);
    if (seen.rows === 0) return undefined;
    const staged = seen.ordered ? from : database.fresh("pushed");
    if (!seen.ordered)
      await database.connection.run(`CREATE TABLE ${staged} AS SELECT * FROM ${from} ORDER BY s1, rowid`);
    return { table: tableOf(source, staged), rows: seen.rows };
  });
}

/** Rows as the runtime writes them: datetimes are ISO texts, whatever the column's format. */
function tableOf(source: FileSourceEntry, staged: string): FileTable {
  return {
    format: "jsonl",
    from: `(SELECT s0 AS line, CASE WHEN s1 IS NOT NULL AND json_valid(s0) THEN s0 END AS doc, rowid AS place FROM ${staged})`,
    columns: source.columns.map(({ name, type }): FileColumn => {
      const pointer = sqlText(jsonPointer(name));
      const raw = `json_extract_string(doc, ${pointer})`;
      return { raw, type: type === "date" || type === "timestamp" ? "ISO" : "TEXT" };
    }),
    malformed: "doc IS NULL",
    rowNumber: `place + ${BEHIND}`,
    keepsRejects: false,
  };
}

interface Seen {
  rows: number;
  /** When the last one was pushed. */
  last: number;
  /** Whether each was pushed behind the one before it. */
  ordered: boolean;
}

/** Batches of rows and when they were pushed; of a line that is none, the line and NULL. */
function* linesOf(segments: readonly string[], source: string, seen: Seen): Generator<StagedBatch> {
  let rows: Value[] = [];
  let times: Value[] = [];
  for (const path of segments) {
    for (const line of wholeLines(path, source)) {
      const read = readSegmentLine(line);
      if (read !== undefined) {
        if (read.at < seen.last) seen.ordered = false;
        seen.last = read.at;
      }
      rows.push(read?.row ?? line);
      times.push(read?.at ?? null);
      seen.rows++;
      if (rows.length < STAGED_ROWS) continue;
      yield [rows, times];
      [rows, times] = [[], []];
    }
  }
  yield [rows, times];
}

const CHUNK = 2 ** 20;
const LINE_END = 10;

/** The lines of a segment that end, as far as it was written when it was opened. What lost power tore has bytes that no text has. */
function* wholeLines(path: string, source: string): Generator<string> {
  const file = openedOf(path, source);
  if (file === undefined) return;
  try {
    const { size } = fstatSync(file);
    let rest = Buffer.alloc(0);
    for (let at = 0; at < size;) {
      const chunk = Buffer.alloc(Math.min(CHUNK, size - at));
      const count = readSync(file, chunk, 0, chunk.length, at);
      if (count === 0) return;
      at += count;
      const bytes =
        rest.length === 0 ? chunk.subarray(0, count) : Buffer.concat([rest, chunk.subarray(0, count)]);
      let from = 0;
      for (let end = bytes.indexOf(LINE_END); end >= 0; end = bytes.indexOf(LINE_END, from)) {
        const line = bytes.subarray(from, end);
        if (!line.includes(0)) yield line.toString();
        from = end + 1;
      }
      rest = Buffer.from(bytes.subarray(from));
    }
  } finally {
    closeSync(file);
  }
}

/** Undefined where the segment was removed meanwhile. */
function openedOf(path: string, source: string): number | undefined {
  try {
    return openSync(path, "r");
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : "";
    if (reason === "ENOENT") return undefined;
    throw new PinionError(
      "PN5002",
      `the file ${path} of pushed rows of source ${source} cannot be read: ${reason}`,
      {
        cause: error,
      },
    );
  }
}
