import type { BatchSourceEntry, ProgramEntry } from "@pinion/core";
import type { Zone } from "@pinion/core/std";
import type { Tiles } from "../aggregate/tiles.js";
import { duckdbGuard, type Database } from "../sources/duckdb/database.js";
import type { FileTable } from "../sources/duckdb/file-table.js";
import { scanOf, writtenColumnOf, type Scan } from "../sources/duckdb/scan.js";
import { textFunctions } from "../sources/duckdb/text-functions.js";
import { openSource, type OpenedSource, type SourceLocation } from "../sources/source.js";
import type { TimeSpan } from "../sources/span.js";
import type { Measure } from "./measure.js";
import type { SourceSelection } from "./source-selection.js";

/** What one key group asks of its source. */
export interface GroupNeeds {
  readonly selection: SourceSelection;
  readonly measures: readonly Measure[];
  readonly tiles: Tiles;
}

/** A source's rows, opened for all key groups of a job that need them. */
export interface SourceScan {
  readonly opened: OpenedSource;
  readonly scan: Scan;
  /** The same of other tables, parts of the source's; absent where the rows are kept. */
  readonly scanOf?: (tables: readonly FileTable[]) => Scan;
  /** By the position of the program's inputs, the position of the column in the source. */
  readonly inputColumns: readonly number[];
  /** Position of the column that tells when rows were written, where the source has one. */
  readonly written?: number;
}

export interface SourceScanRequest {
  readonly database: Database;
  readonly source: BatchSourceEntry;
  readonly location: SourceLocation;
  /** Of one source; at least one. */
  readonly groups: readonly GroupNeeds[];
  readonly zone: Zone;
  readonly signal?: AbortSignal;
}

/**
 * Opens a source once for all its key groups. Texts, which cost most to read, are read once and kept typed where there are
 * several groups; Parquet is read by each, a few columns at a time, which costs less than keeping it.
 */
export async function openScan(request: SourceScanRequest): Promise<SourceScan> {
  const { database, source, location, groups, zone, signal } = request;
  const program = groups[0]?.selection.plan.program;
  if (program === undefined) throw new Error(`nothing is read of ${source.name}`);
  const inputColumns = program.inputs.map((input) =>
    source.columns.findIndex((column) => column.name === input.name),
  );
  const columnsOf = (inputs: readonly number[]): readonly number[] =>
    inputs.map((input) => inputColumns[input] ?? 0);
  const written = writtenColumnOf(source) < 0 ? [] : [writtenColumnOf(source)];
  const read = columnsOf(union(groups.map(({ selection, measures }) => neededInputs(selection, measures))));
  const columns = union([read, written]);
  const opened = await openSource({
    database,
    source,
    location,
    columns,
    span: spanOf(source, groups),
    // A key is known from when the first of its rows was written, whichever that is.
    keyColumns: union([
      columnsOf(union(groups.map(({ selection }) => keyInputs(selection, program)))),
      written,
    ]),
    zone,
    ...(signal === undefined ? {} : { signal }),
  });
  const how = {
    source,
    columns,
    rowNumbers: groups.some(({ measures }) => measures.some((measure) => measure.ordered)),
    functions: textFunctions(database, zone),
    what: opened.what,
  };
  const scan = scanOf({ ...how, tables: opened.tables });
  const common = { opened, inputColumns, ...(written[0] === undefined ? {} : { written: written[0] }) };
  const cheap = opened.tables.every(({ format }) => format === "parquet" || format === "staged");
  if (groups.length < 2 || cheap) return { ...common, scan, scanOf: (tables) => scanOf({ ...how, tables }) };
  const rows = database.fresh("rows");
  await duckdbGuard(opened.what, () => database.connection.run(`CREATE TABLE ${rows} AS ${scan.sql}`));
  return { ...common, scan: { ...scan, sql: `SELECT * FROM ${rows}` } };
}

/**
 * The instants whose rows count: back to the first window's begin, or without bound where a row-level feature looks at
 * all that came before.
 */
function spanOf(source: BatchSourceEntry, groups: readonly GroupNeeds[]): TimeSpan {
  const edges = groups.flatMap(({ tiles }) => tiles.edges).toSorted((a, b) => (a < b ? -1 : 1));
  const [first] = edges;
  const last = edges.at(-1);
  const bounded = groups.every(({ tiles }) => tiles.edges.length > 0);
  if (source.eventTimestamp === undefined || first === undefined || last === undefined || !bounded) return {};
  const windows = groups.every(({ measures }) => measures.every((measure) => measure.windowed));
  return windows ? { from: first, to: last } : { to: last };
}

const union = (lists: readonly (readonly number[])[]): readonly number[] => [...new Set(lists.flat())];

const keyInputs = ({ plan, group }: SourceSelection, program: ProgramEntry): readonly number[] => [
  ...new Set((plan.groups[group]?.outputs ?? []).flatMap((output) => program.outputs[output]?.inputs ?? [])),
];

/** The program's inputs that any needed output reads, and at least one. */
function neededInputs({ plan, group }: SourceSelection, measures: readonly Measure[]): readonly number[] {
  const outputs = new Set([
    ...(plan.groups[group]?.outputs ?? []),
    ...measures.flatMap((measure) => measure.outputs),
  ]);
  const inputs = new Set([0]);
  for (const output of outputs)
    for (const input of plan.program.outputs[output]?.inputs ?? []) inputs.add(input);
  return [...inputs].filter((input) => input < plan.program.inputs.length);
}
