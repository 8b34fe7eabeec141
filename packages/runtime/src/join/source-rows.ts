import type { Zone } from "@pinion/core/std";
import type { DataType, Evaluators, MaxRejected } from "@pinion/core";
import { duckdbGuard, type Database } from "../sources/duckdb/database.js";
import { checkRejected, isClean } from "../materialise/rejected-rows.js";
import { placeOf, type RejectionReport, type SourceReport } from "../materialise/report.js";
import { scanOf, writtenColumnOf, type Scan } from "../sources/duckdb/scan.js";
import { streamChunks, wholeChunks } from "../sources/duckdb/stream.js";
import { openSource, type OpenedSource, type SourceLocation } from "../sources/source.js";
import type { TextFunctions } from "../sources/duckdb/typed-column.js";
import { isNull } from "./chunk-rows.js";
import { rowCollector, type KeyRows } from "./key-rows.js";
import type { JoinGroup } from "./plan.js";
import { outputsOf } from "./readers/choose.js";
import { rowSql, type RowSql } from "./row-sql.js";
import { sortedRows, type KeyTakers } from "./sorted-rows.js";
import { isPassed } from "./value-passes.js";

export interface SourceRowsRequest {
  readonly database: Database;
  readonly evaluators: Evaluators;
  readonly group: JoinGroup;
  readonly location: SourceLocation;
  readonly zone: Zone;
  readonly functions: TextFunctions;
  /** A table of the observed keys, and how many there are. */
  readonly keyTable: string;
  readonly keys: number;
  readonly range: { readonly from: bigint; readonly to: bigint } | undefined;
  /** How many values may be held in memory at once. */
  readonly cells: number;
  readonly maxRejected: MaxRejected;
}

const SAMPLES = 5;

export interface RowTakers extends KeyTakers {
  /** Whether some observation has seen no row of its key, once all rows are taken. */
  readonly someUnseen: () => boolean;
  /** A key that has rows before the range, and when the first of them was written, microseconds, where that is told. */
  readonly before: (id: number, written: number | bigint | undefined) => void;
}

/**
 * Hands over the rows that observations can see, in parts that fit in memory: all rows of some keys at a time. Throws PN5006
 * where too many rows were rejected.
 */
export async function sourceRows(
  request: SourceRowsRequest,
  takers: RowTakers,
): Promise<SourceReport & { readonly failures: Float64Array }> {
  const { database, group } = request;
  return duckdbGuard(`source ${group.source.name}`, async () => {
    const { opened, scan, sql } = await rowsOf(request);
    const fitting = await rowsThatFit(request, sql, scan);
    let [rows, rejected] = [fitting?.rows.rows ?? 0, fitting?.rejected ?? new Float64Array(0)];
    if (fitting !== undefined) takers.take(fitting.rows);
    else {
      sql.failures.fill(0);
      const { keys, cells } = request;
      const most = holdsAllValues(group) ? (MOST_HELD / 2) * sql.columns.length : Infinity;
      const part = Math.floor(Math.min(cells * PART, most));
      const sorted = { database, sql, hasTime: hasTimeOf(group), keys, cells: part };
      ({ rows, rejected } = await sortedRows(sorted, takers));
    }
    if (sql.before !== undefined && takers.someUnseen()) await keysBefore(request, sql.before, takers);
    const report = await reportOf(request, opened, scan, sql, rows, rejected);
    checkRejected(report, request.maxRejected);
    return { ...report, failures: sql.failures };
  });
}

/** How much of what may be held a part of the rows is: beside it there are the states of tiles, and DuckDB sorts. */
const PART = 1 / 8;

/** The most rows of a key that states hold the values of: more are sorted by DuckDB and passed over in order, which is quicker, too. */
const MOST_HELD = 500_000;

const holdsAllValues = ({ windows, plan }: JoinGroup): boolean =>
  windows.some(({ aggregate }) => {
    const entry = plan.aggregates[aggregate];
    return entry !== undefined && isPassed(entry);
  });

const hasTimeOf = ({ source }: JoinGroup): boolean => source.eventTimestamp !== undefined;

/** All rows together; undefined where there are too many. */
async function rowsThatFit(
  request: SourceRowsRequest,
  sql: RowSql,
  scan: Scan,
): Promise<{ readonly rows: KeyRows; readonly rejected: Float64Array } | undefined> {
  const { database, group, keys, cells } = request;
  const { columns } = sql;
  const all = rowCollector(columns, 0, keys, hasTimeOf(group), sql.reasons.length);
  const types = columns.map(({ type }) => type);
  if (await isSmall(request, scan, columns.length)) {
    await wholeChunks(database.connection, sql.sql, types, all.add);
  } else {
    for await (const chunk of streamChunks(database.connection, sql.sql, types)) {
      all.add(chunk);
      if (all.cells() > cells) return undefined;
    }
  }
  const rows = all.finish();
  if (rows.most > MOST_HELD && holdsAllValues(group)) return undefined;
  return { rows, rejected: all.rejected };
}

/** The share of DuckDB's memory that a result may take as a whole. */
const WHOLE = 0.5;
const UNITS: ReadonlyMap<string, number> = new Map([
  ["bytes", 1],
  ["KiB", 2 ** 10],
  ["MiB", 2 ** 20],
  ["GiB", 2 ** 30],
  ["TiB", 2 ** 40],
]);

/** Whether all rows of the source would fit, where their number is known at once: that of a Parquet file. */
async function isSmall(
  { database: { connection }, cells }: SourceRowsRequest,
  scan: Scan,
  columns: number,
): Promise<boolean> {
  if (scan.notNull === undefined) return false;
  const known = await connection.runAndReadAll(
    `SELECT (SELECT count(*)::DOUBLE FROM (${scan.sql})), current_setting('memory_limit')`,
  );
  const [rows, limit] = known.getRowsJS()[0] ?? [];
  const [, size = "0", unit = ""] = /^([\d.]+) (\w+)$/u.exec(String(limit)) ?? [];
  const held = Number(rows) * columns;
  return held <= cells && held * 8 <= Number(size) * (UNITS.get(unit) ?? 0) * WHOLE;
}

async function rowsOf({
  database,
  evaluators,
  group,
  location,
  zone,
  functions,
  keyTable,
  range,
}: SourceRowsRequest): Promise<{
  readonly opened: OpenedSource;
  readonly scan: Scan;
  readonly sql: RowSql;
}> {
  const { source, plan } = group;
  const inputColumns = plan.program.inputs.map((input) =>
    source.columns.findIndex((column) => column.name === input.name),
  );
  const aggregates = [...new Set(group.windows.map(({ aggregate }) => aggregate))].flatMap(
    (index) => plan.aggregates[index] ?? [],
  );
  const outputs = [...new Set([...aggregates.flatMap(outputsOf), ...group.rows.map(({ output }) => output)])];
  const rowNumbers = group.rows.length > 0 || aggregates.some(({ op }) => !UNORDERED.has(op));
  const used = new Set([0]);
  for (const output of [...outputs, ...(plan.groups[group.group]?.outputs ?? [])])
    for (const input of plan.program.outputs[output]?.inputs ?? []) used.add(input);
  const created = writtenColumnOf(source);
  const inputs = [...used].flatMap((input) => inputColumns[input] ?? []);
  const columns = created < 0 ? inputs : [...inputs, created];
  const keyInputs = (plan.groups[group.group]?.outputs ?? []).flatMap(
    (output) => plan.program.outputs[output]?.inputs ?? [],
  );
  const keyColumns = [
    ...keyInputs.map((input) => inputColumns[input] ?? 0),
    ...(created < 0 ? [] : [created]),
  ];
  const opened = await openSource({
    database,
    source,
    location,
    columns,
    span: range ?? {},
    keyColumns,
    zone,
  });
  const scan = scanOf({
    source,
    tables: opened.tables,
    columns,
    rowNumbers,
    functions,
    what: opened.what,
  });
  const clean = await isClean(database, group, scan, inputColumns);
  const sql = rowSql({
    database,
    evaluators,
    source,
    plan,
    group: group.group,
    outputs,
    scan,
    inputColumns,
    keyTable,
    range,
    rowNumbers,
    clean,
  });
  return { opened, scan, sql };
}

/** Aggregates for which it does not matter which of two rows of one time comes first. */
const UNORDERED: ReadonlySet<string> = new Set(["sum", "avg", "count", "min", "max"]);

async function keysBefore(
  { database }: SourceRowsRequest,
  sql: string,
  { before }: RowTakers,
): Promise<void> {
  for await (const { count, columns } of streamChunks(database.connection, sql, KEYS)) {
    const [ids, written] = columns;
    if (ids === undefined || written === undefined) throw new Error("a column is missing");
    for (let i = 0; i < count; i++)
      before(
        ids.values[i] as number,
        isNull(written, i) ? undefined : (written.values[i] as number | bigint),
      );
  }
}

const KEYS: readonly DataType[] = [{ kind: "int" }, { kind: "bigint" }];

async function reportOf(
  { database, group }: SourceRowsRequest,
  opened: OpenedSource,
  scan: Scan,
  sql: RowSql,
  rows: number,
  counts: Float64Array,
): Promise<SourceReport> {
  const rejected: RejectionReport[] = [];
  for (const [i, reason] of sql.reasons.entries()) {
    if ((counts[i] ?? 0) === 0) continue;
    const samples =
      i < scan.reasons.length
        ? (await database.connection.runAndReadAll(scan.samples(i, SAMPLES))).getRowsJS()
        : [];
    rejected.push({ reason, rows: counts[i] ?? 0, samples: samples.map((row) => String(row[0])) });
  }
  const rowsRejected = counts.reduce((sum, one) => sum + one, 0);
  let rowsRead = rows;
  if (rowsRejected > 0) {
    // A share of the rejected is one of all rows, also of those that nobody observes.
    const all = await database.connection.runAndReadAll(`SELECT count(*)::DOUBLE FROM (${scan.sql})`);
    rowsRead = Number(all.getRowsJS()[0]?.[0] ?? rows);
  }
  return {
    source: group.source.name,
    ...placeOf(opened),
    rowsRead,
    rowsRejected,
    rowsAfter: 0,
    rejected,
  };
}
