import { algebraOf, type BatchSourceEntry, type Evaluators, type Manifest, type Value } from "@pinion/core";
import { holdsValues, type HeldValues } from "../aggregate/held-values.js";
import type { Tiles } from "../aggregate/tiles.js";
import { duckdbGuard, type Database } from "../sources/duckdb/database.js";
import type { Scan } from "../sources/duckdb/scan.js";
import { sqlText } from "../sources/duckdb/sql-types.js";
import { groupTable, type GroupTable } from "./group-table.js";
import { heldGuard } from "./held-guard.js";
import { countOfValues, type Measure } from "./measure.js";
import type { SourceReadings } from "./cutoff-rows.js";
import { groupedOrPassed } from "./grouped-or-passed.js";
import { checkRejected } from "./rejected-rows.js";
import { placeOf, type RejectionReport, type SourceReport } from "./report.js";
import type { SourceSelection } from "./source-selection.js";
import type { SourceScan } from "./source-scan.js";
import { FUTURE_TILE, rejectedTile } from "./tile-sql.js";
import type { RowTable } from "./row-states.js";
import type { PassedMeasure, ValueTable } from "./value-pass.js";
import { divide, type DividedRows, type KeyZone } from "./divide.js";
import { anyLate, type WrittenRows } from "./written.js";

export interface ScannedSource {
  readonly table: GroupTable;
  readonly report: SourceReport;
}

export interface ScanSourceRequest {
  readonly database: Database;
  readonly manifest: Manifest;
  readonly evaluators: Evaluators;
  readonly selection: SourceSelection;
  readonly source: BatchSourceEntry;
  readonly scan: SourceScan;
  readonly measures: readonly Measure[];
  readonly windowsOfMeasures: SourceReadings["windowsOfMeasures"];
  readonly tiles: Tiles;
  /** How many values of one key may be held in memory, where they need not be; see {@link MOST_HELD}. */
  readonly heldValues?: number | undefined;
  /** Only rows of keys behind this one; the report then is of these alone. */
  readonly after?: readonly Value[];
}

/** They take some 400 MB; as long as they fit it is quicker to hold them. */
const MOST_HELD = 4_000_000;
const SAMPLES = 5;

/** Groups a source's rows by one key into partial aggregates. Throws PN5006 where too many rows were rejected. */
export async function scanSource(request: ScanSourceRequest): Promise<ScannedSource> {
  const { database, manifest, evaluators, selection, source, measures, tiles } = request;
  const { plan, group } = selection;
  return heldGuard(`source ${source.name}`, heldOf(selection, "passed"), async () => {
    const { connection } = database;
    const { opened, scan, inputColumns } = request.scan;
    const { what } = opened;
    const apart = await divide({ database, selection, measures, tiles }, request.scan);
    const written = await writtenRows(request);
    const { clean } = apart;
    const together: DividedRows = { clean, mixed: scan, known: [], future: 0 };
    let divided = apart;
    const most = request.heldValues ?? MOST_HELD;
    const table = await groupedOrPassed(database, measures, most, async (way, room) => {
      // What is read apart is grouped apart, each in memory of its own.
      divided = room === "usual" ? apart : together;
      const { mixed, zones, known } = divided;
      const made = groupTable({
        ...{ database, evaluators, plan, group, inputColumns, tiles, clean },
        measures: way === "held" ? measures : measures.map(countOfValues),
        scan: mixed,
        held: heldOf(selection, way),
        ...(written === undefined ? {} : { written }),
        ...(request.after === undefined ? {} : { after: request.after }),
        ...(zones === undefined ? {} : { zones }),
      });
      await heldGuard(what, made.held, () => connection.run(made.sql));
      for (const zone of known) {
        if (await holdsAll(database, made.name, zone, tiles)) continue;
        await duckdbGuard(what, () => connection.run(made.keysOf(zone)));
      }
      if (way === "held") return made;
      const values = await valueTables(request, made);
      return { ...made, values, rows: await rowTables(request, made) };
    });

    const { zones, known, future } = divided;
    const counts = await tileCounts(database, table.name);
    const rejected: RejectionReport[] = [];
    for (const [i, reason] of [...scan.reasons, ...table.reasons].entries()) {
      const rows = counts.get(rejectedTile(i)) ?? 0;
      if (rows > 0) rejected.push({ reason, rows, samples: await samplesOf(database, scan, i) });
    }
    const keepsRejects = opened.tables.some((one) => one.keepsRejects);
    const unsplit = keepsRejects ? await unsplitLines(database, opened.files ?? [opened.place]) : [];
    rejected.push(...unsplit);
    const uncounted = clean ? [...(zones ?? []), ...known].map(({ rows }) => rows) : [];
    const rowsRead = [...counts.values(), ...unsplit.map(({ rows }) => rows), ...uncounted, future].reduce(
      (sum, rows) => sum + rows,
      0,
    );
    const report: SourceReport = {
      source: source.name,
      ...placeOf(opened),
      rowsRead,
      rowsRejected: rejected.reduce((sum, { rows }) => sum + rows, 0),
      rowsAfter: (counts.get(FUTURE_TILE) ?? 0) + future,
      rejected,
    };
    checkRejected(report, source.maxRejected ?? manifest.project.maxRejected);
    return { table, report };
  });
}

async function writtenRows(request: ScanSourceRequest): Promise<WrittenRows | undefined> {
  const { database, measures, tiles, scan } = request;
  const { opened, written: column } = scan;
  if (column === undefined) return undefined;
  const inRuns =
    measures.some((measure) => measure.ordered) &&
    (await anyLate(database, scan.scan, column, tiles, opened.what));
  return { column, inRuns };
}

/** The values of every measure that does not hold them, counted by DuckDB. */
async function valueTables(
  { database, measures, windowsOfMeasures, scan: { opened, scan } }: ScanSourceRequest,
  table: GroupTable,
): Promise<GroupTable["values"]> {
  // These scans compute again what failed before.
  const failures = table.failures.slice();
  const tables = new Map<string, Omit<ValueTable, "measures"> & { readonly measures: PassedMeasure[] }>();
  for (const [i, measure] of measures.entries()) {
    const { passed, algebra } = measure;
    if (passed === undefined || algebra.pass === undefined) continue;
    const sql = table.valuesOf(measure, scan);
    const known = tables.get(sql);
    const one = { measure: i, pass: algebra.pass, windows: windowsOfMeasures[i] ?? [] };
    if (known !== undefined) {
      known.measures.push(one);
      continue;
    }
    const name = database.fresh("values");
    await heldGuard(opened.what, table.held, () => database.connection.run(`CREATE TABLE ${name} AS ${sql}`));
    tables.set(sql, {
      name,
      type: passed.type,
      isLate: table.isLate,
      measures: [one],
      connect: database.connect,
    });
  }
  table.failures.set(failures);
  return [...tables.values()];
}

/** The rows of every measure whose states take them one by one, put in order by DuckDB. */
async function rowTables(
  { database, measures, scan: { opened, scan } }: ScanSourceRequest,
  table: GroupTable,
): Promise<GroupTable["rows"]> {
  const failures = table.failures.slice();
  const tables = new Map<
    string,
    Omit<RowTable, "measures"> & { readonly measures: RowTable["measures"][number][] }
  >();
  for (const [i, { taken, algebra, ...measure }] of measures.entries()) {
    if (taken === undefined) continue;
    const { sql, order } = table.rowsOf({ ...measure, algebra, taken }, scan);
    const known = tables.get(sql);
    const one = { measure: i, algebra };
    if (known !== undefined) {
      known.measures.push(one);
      continue;
    }
    const name = database.fresh("taken");
    await heldGuard(opened.what, table.held, () => database.connection.run(`CREATE TABLE ${name} AS ${sql}`));
    const { isLate } = table;
    tables.set(sql, { name, order, taken, isLate, measures: [one], connect: database.connect });
  }
  table.failures.set(failures);
  return [...tables.values()];
}

function heldOf({ plan, windows }: SourceSelection, way: "held" | "passed"): HeldValues {
  const held = windows.filter(({ aggregate }) => {
    const entry = plan.aggregates[aggregate];
    if (entry === undefined || !holdsValues(entry)) return false;
    return way === "held" || algebraOf(entry).pass === undefined;
  });
  return { source: plan.source, features: held.map(({ name }) => name) };
}

/** Whether all keys that a zone could have are known as of the first cutoff, so that its rows add nothing. */
async function holdsAll(
  database: Database,
  table: string,
  { keys }: KeyZone,
  { cutoffs }: Tiles,
): Promise<boolean> {
  if (keys === undefined) return false;
  const end = cutoffs[0]?.end ?? 0;
  const possible = keys.greatest - keys.least + 1n;
  const there = `SELECT count(DISTINCT k0)::VARCHAR FROM ${table} WHERE tile >= 0 AND tile < ${end} AND k0 BETWEEN ${keys.least} AND ${keys.greatest}`;
  const found = (await database.connection.runAndReadAll(there)).getRowsJS();
  return found[0]?.[0] === String(possible);
}

async function tileCounts(database: Database, table: string): Promise<ReadonlyMap<number, number>> {
  const sql = `SELECT least(tile, 0) AS t, sum(n)::DOUBLE FROM ${table} GROUP BY t`;
  const rows = (await database.connection.runAndReadAll(sql)).getRowsJS();
  return new Map(rows.map((row) => [Number(row[0]), Number(row[1])]));
}

async function samplesOf(database: Database, scan: Scan, reason: number): Promise<readonly string[]> {
  if (reason >= scan.reasons.length) return [];
  const rows = (await database.connection.runAndReadAll(scan.samples(reason, SAMPLES))).getRowsJS();
  return rows.map((row) => String(row[0]));
}

/** Lines that DuckDB could not split into columns. A quote without an end takes all lines behind it with it. */
async function unsplitLines(
  database: Database,
  files: readonly string[],
): Promise<readonly RejectionReport[]> {
  const lines =
    "1 + length(rtrim(csv_line, chr(10))) - length(replace(rtrim(csv_line, chr(10)), chr(10), ''))";
  const here = `SELECT DISTINCT file_path, line, error_type::VARCHAR AS kind, left(csv_line, 200) AS text, ${lines} AS lines
    FROM reject_errors JOIN reject_scans USING (scan_id, file_id) WHERE file_path IN (${files.map(sqlText).join(", ")})`;
  const once = `SELECT file_path, line, min(kind) AS kind, min(text) AS text, max(lines) AS lines FROM (${here}) GROUP BY file_path, line`;
  const sql = `SELECT kind, sum(lines)::DOUBLE, list(text)[1:${SAMPLES}]::VARCHAR FROM (${once}) GROUP BY kind ORDER BY kind`;
  const known = await database.connection.runAndReadAll(
    "SELECT count(*)::INTEGER FROM duckdb_tables() WHERE table_name = 'reject_errors'",
  );
  // DuckDB makes the table with the first scan that keeps rejects.
  if (known.getRowsJS()[0]?.[0] === 0) return [];
  const rows = (await database.connection.runAndReadAll(sql)).getRowsJS();
  return rows.map((row) => ({
    reason: unsplitReason(String(row[0])),
    rows: Number(row[1]),
    samples: [String(row[2])],
  }));
}

function unsplitReason(kind: string): string {
  switch (kind) {
    case "INVALID ENCODING":
      return "the line is no UTF-8";
    case "UNQUOTED VALUE":
      return "the line is no CSV row: a quote is not closed, or something stands behind it";
    default:
      return `the line is no CSV row: ${kind.toLowerCase()}`;
  }
}
