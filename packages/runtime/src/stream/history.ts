import {
  PinionError,
  type Column,
  type ColumnEntry,
  type DataType,
  type FileSourceEntry,
  type HistoryEntry,
  type StreamSourceEntry,
  type Value,
} from "@pinion/core";
import type { Zone } from "@pinion/core/std";
import { projectPath, sourcePath, type Environment } from "../load/settings.js";
import { typeNamed } from "../materialise/evaluate.js";
import { duckdbGuard, openDuckdb, type Database } from "../sources/duckdb/database.js";
import { scanOf } from "../sources/duckdb/scan.js";
import { sqlText } from "../sources/duckdb/sql-types.js";
import { streamChunks } from "../sources/duckdb/stream.js";
import { textFunctions } from "../sources/duckdb/text-functions.js";
import { valueReader } from "../sources/duckdb/vectors.js";
import { openSource } from "../sources/source.js";
import { partitionName, type Partition } from "./ports.js";

/** Records that topics no longer have, in files, with where each stood. */
export interface History {
  /**
   * The records of a partition at offsets `from <= offset < to`, in order and each once, however often it is in the files.
   * Throws PN5507 where the files do not reach back to `oldest` (where there is one) or not up to `to`.
   */
  readonly read: (partition: Partition, range: HistoryRange) => AsyncIterable<PastRecords>;
  readonly close: () => void;
}

export interface HistoryRange {
  readonly from: number;
  readonly to: number;
  readonly oldest?: number;
}

/** Some records: their offsets, and what gives the columns of the one after the other. */
export interface PastRecords {
  readonly offsets: readonly number[];
  readonly decode: (out: Value[]) => void;
}

export interface HistoryOptions {
  readonly source: StreamSourceEntry;
  readonly history: HistoryEntry;
  /** Those to read, in order. */
  readonly columns: readonly ColumnEntry[];
  readonly project: string;
  readonly environment: Environment;
  readonly zone: Zone;
}

/** Opens the files when they are first read. */
export function historyOf(options: HistoryOptions): History {
  let opened: Promise<OpenHistory> | undefined;
  let database: Database | undefined;
  const open = async (): Promise<OpenHistory> => {
    database = await openDuckdb({ scratch: projectPath(options.project, ".pinion/scratch") });
    return openHistory(options, database);
  };
  return {
    read: async function* (partition, range) {
      opened ??= open();
      yield* records(await opened, partition, range);
    },
    close: () => database?.close(),
  };
}

interface OpenHistory {
  readonly database: Database;
  readonly what: string;
  /** The types of the columns. */
  readonly types: readonly DataType[];
  /** A SELECT of the columns as `c<i>`, of `o` (offset), of `p` (partition), of `t` (topic) and of `bad`. */
  readonly sql: string;
}

async function openHistory(options: HistoryOptions, database: Database): Promise<OpenHistory> {
  const { source, history, columns, project, environment, zone } = options;
  const place = (name: string, type: string): ColumnEntry => ({ name, type, nullable: false });
  const entry: FileSourceEntry = {
    kind: "file",
    name: `${source.name} (history)`,
    path: history.path,
    columns: [
      ...columns,
      place(history.offset, "bigint"),
      place(history.partition, "bigint"),
      ...(history.topic === undefined ? [] : [place(history.topic, "string")]),
    ],
    eventTimestamp: source.eventTimestamp,
  };
  const positions = entry.columns.map((_, i) => i);
  const { tables, what } = await openSource({
    ...{ database, source: entry, columns: positions, span: {}, zone },
    location: { kind: "file", path: sourcePath(project, entry, environment) },
  });
  const scan = scanOf({
    ...{ source: entry, tables, columns: positions, rowNumbers: false, what },
    functions: textFunctions(database, zone),
  });
  const count = columns.length;
  const topic = history.topic === undefined ? "NULL" : `c${count + 2}`;
  return {
    ...{ database, what, types: columns.map(({ type }) => typeNamed(type)) },
    sql: `SELECT *, c${count} AS o, c${count + 1} AS p, ${topic} AS t FROM (${scan.sql})`,
  };
}

async function* records(
  { database, what, types, sql }: OpenHistory,
  partition: Partition,
  range: HistoryRange,
): AsyncGenerator<PastRecords> {
  const own = `p = ${partition.partition} AND coalesce(t, ${sqlText(partition.topic)}) = ${sqlText(partition.topic)}`;
  const { connection } = database;
  const asked = `SELECT min(o)::DOUBLE, max(o)::DOUBLE FROM (${sql}) WHERE ${own}`;
  const bounds = await duckdbGuard(what, () => connection.runAndReadAll(asked));
  const [first = null, last = null] = bounds.getRowsJS()[0] ?? [];
  checkReach(partition, range, first as number | null, last as number | null, what);
  const { from, to } = range;
  const wanted = [...types.map((_, i) => `c${i}`), "o"].join(", ");
  const found = `SELECT ${wanted} FROM (${sql}) WHERE bad IS NULL AND ${own} AND o >= ${from} AND o < ${to} ORDER BY o`;
  const chunks = streamChunks(connection, found, [...types, { kind: "bigint" }]);
  let before = -1;
  for (;;) {
    const { value: chunk, done } = await duckdbGuard(what, () => chunks.next());
    if (done === true) return;
    const offsets = chunk.columns.at(-1)?.values ?? [];
    const rows: number[] = [];
    for (let row = 0; row < chunk.count; row++) {
      const offset = Number(offsets[row]);
      if (offset > before) rows.push(row);
      before = offset;
    }
    yield { offsets: rows.map((row) => Number(offsets[row])), decode: decoder(chunk.columns, types, rows) };
  }
}

function decoder(
  columns: readonly Column[],
  types: readonly DataType[],
  rows: readonly number[],
): (out: Value[]) => void {
  const readers = types.map((type, i) => valueReader(columns[i] as Column, type));
  let next = 0;
  return (out) => {
    const row = rows[next++] ?? 0;
    for (let i = 0; i < readers.length; i++) out[i] = readers[i]?.(row) ?? null;
  };
}

/** What lies between the first and the last record of a partition is taken to be whole: a topic's offsets may have gaps. */
function checkReach(
  partition: Partition,
  { to, oldest }: HistoryRange,
  first: number | null,
  last: number | null,
  what: string,
): void {
  const reaches =
    first !== null && last !== null && last >= to - 1 && (oldest === undefined || first <= oldest);
  if (reaches) return;
  const name = partitionName(partition);
  const holds = first === null ? "nothing of it" : `its offsets ${first} to ${last ?? ""}`;
  const needs = oldest === undefined ? `those up to ${to - 1}` : `those from ${oldest} to ${to - 1}`;
  throw new PinionError(
    "PN5507",
    `${name} begins at offset ${to}; ${what} has ${holds}, and the stream needs ${needs}`,
    {
      help: "bring the history up to where the topic begins; `--reset` begins anew and accepts the loss",
    },
  );
}
