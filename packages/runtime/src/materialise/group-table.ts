import { parseType, type DataType, type Evaluators, type SourcePlan, type Value } from "@pinion/core";
import type { HeldValues } from "../aggregate/held-values.js";
import type { Tiles } from "../aggregate/tiles.js";
import type { Database } from "../sources/duckdb/database.js";
import type { Scan } from "../sources/duckdb/scan.js";
import { duckdbType } from "../sources/duckdb/sql-types.js";
import { kernelCall } from "./kernel.js";
import { keysAfter } from "./keys-after.js";
import type { Measure } from "./measure.js";
import { rejectedTile, tileSql } from "./tile-sql.js";
import { rowColumns, type RowTable } from "./row-states.js";
import type { ValueTable } from "./value-pass.js";
import { inRuns, sinceSql, writtenTile, type WrittenRows } from "./written.js";

/**
 * Partial aggregates per key and tile, as a table of DuckDB. Its columns: `k0`, `k1`, … the key, `tile`, `n` the
 * number of rows, then the columns of each measure, see {@link measureColumn}. With `isLate`, besides, `since`, the first cutoff
 * that sees the rows (0: every one that the tile is before), and `run`, by which partials of a tile follow each other.
 */
export interface GroupTable {
  readonly name: string;
  /** The statement that makes it, in one scan of the source but for the zones of `keysOf`. */
  readonly sql: string;
  /** The statement that adds the keys of a zone, which has nothing else that is needed. */
  readonly keysOf: (zone: ScannedZone) => string;
  /** A query of the different values of a measure by key and tile, of all rows of a scan, in order; see {@link ValueTable}. */
  readonly valuesOf: (measure: Measure, scan: Scan) => string;
  /** A query of the rows that count for a measure by key and tile, likewise; see {@link RowTable}. */
  readonly rowsOf: (
    measure: Measure,
    scan: Scan,
  ) => { readonly sql: string; readonly order: readonly string[] };
  readonly keyTypes: readonly DataType[];
  readonly measures: readonly Measure[];
  /** Further reasons of rejection, behind those of the scan. */
  readonly reasons: readonly string[];
  readonly failures: Float64Array;
  readonly isLate: boolean;
  /** Whose features may hold more than fits. */
  readonly held: HeldValues;
  /** Of measures that but count here, since their values are too many: where these are. */
  readonly values: readonly ValueTable[];
  readonly rows: readonly RowTable[];
}

/** The name of a measure's column. */
export const measureColumn = (measure: number, column: number): string => `m${measure}_${column}`;

/** Rows that are all of one tile. */
export interface ScannedZone {
  readonly tile: number;
  readonly scan: Scan;
}

export interface GroupRequest {
  readonly database: Database;
  readonly evaluators: Evaluators;
  readonly plan: SourcePlan;
  readonly group: number;
  readonly measures: readonly Measure[];
  readonly scan: Scan;
  /** By the position of the program's inputs, the position of the column in the source. */
  readonly inputColumns: readonly number[];
  readonly tiles: Tiles;
  /** Set where it is known that no row will be rejected. */
  readonly clean: boolean;
  readonly held: HeldValues;
  /** Of a source that tells when rows were written. There are no zones of it. */
  readonly written?: WrittenRows;
  /** Only rows of keys behind this one, and none that are rejected. */
  readonly after?: readonly Value[];
  /** Absent: all rows are in `scan`. Their rows are not counted in `n` where rows are clean. */
  readonly zones?: readonly ScannedZone[];
}

/** Whether nobody looks at anything but the keys of a tile's rows. */
export const keysAlone = (measures: readonly Measure[], tile: number): boolean =>
  measures.every((measure) => isIdle(measure, tile));

export function groupTable(request: GroupRequest): GroupTable {
  const { database, evaluators, plan, measures, scan, tiles, written } = request;
  const { program } = plan;
  const keyOutputs = plan.groups[request.group]?.outputs ?? [];
  const failures = new Float64Array(program.failures.length);

  const outputs = [...new Set([...keyOutputs, ...measures.flatMap((measure) => measure.outputs)])];
  const inSql = (output: number): string | undefined => program.outputs[output]?.duckdb;
  const inKernel = outputs.filter((output) => inSql(output) === undefined);
  const kernel =
    inKernel.length === 0 ? undefined : kernelCall(database, evaluators, program, inKernel, failures);

  const inputs = request.inputColumns
    .map((column, input) => ({ column, input }))
    .filter(
      ({ input }) =>
        outputs.some((output) => program.outputs[output]?.inputs.includes(input)) ||
        (kernel !== undefined && input === 0),
    );
  const isOrdered = measures.some((measure) => measure.ordered);
  const carried = ["e", "bad", ...(isOrdered ? ["rn"] : [])];
  const scanned = [...carried, ...(written === undefined ? [] : [`c${written.column} AS w`])];
  const valued = [...carried, ...(written === undefined ? [] : ["w"])];
  const named = inputs.map(({ column, input: i }) => `c${column} AS c${i}`);
  const evaluated = outputs.map((output) => {
    const sql = inSql(output) ?? kernel?.pick("u", inKernel.indexOf(output)) ?? "NULL";
    return `${sql} AS o${output}`;
  });
  const keyTypes = keyOutputs.map((output) => typeOf(program.outputs[output]?.type ?? "void"));
  const left =
    request.after &&
    keysAfter(
      keyOutputs.map((output) => `o${output}`),
      keyTypes,
      request.after,
    );
  if (request.after !== undefined && left === undefined)
    throw new Error("the keys that are left cannot be told");
  const valuesOf = ({ sql }: Scan): string => {
    const input = `SELECT ${[...named, ...scanned].join(", ")} FROM (${sql})`;
    const called = kernel === undefined ? input : `SELECT *, ${kernel.sql} AS u FROM (${input})`;
    const values = `SELECT ${[...evaluated, ...valued].join(", ")} FROM (${called})`;
    return left === undefined
      ? values
      : `SELECT * FROM (SELECT * FROM (${values}) WHERE bad IS NULL AND (${left}))`;
  };
  const noKey = keyOutputs.map((output, i) => missingKey(`o${output}`, keyTypes[i])).join(" OR ");
  const keyReason = rejectedTile(scan.reasons.length);
  const rejected = `WHEN bad IS NOT NULL THEN -1 - bad WHEN ${noKey === "" ? "false" : noKey} THEN ${keyReason}`;
  const isLate = written !== undefined && tiles.cutoffs.length > 1;
  const tiled = (one: Scan, tile: string): string => {
    const of = written === undefined ? tile : writtenTile(tiles, tile);
    const rows = `SELECT *, ${request.clean ? of : `CASE ${rejected} ELSE ${of} END`} AS tile FROM (${valuesOf(one)})`;
    if (!isLate) return rows;
    const since = `SELECT *, ${sinceSql(tiles)} AS since FROM (${rows})`;
    return written.inRuns
      ? inRuns(
          since,
          keyOutputs.map((output) => `o${output}`),
          isOrdered,
        )
      : `SELECT *, since AS run FROM (${since})`;
  };
  const late = isLate ? ["since", "run"] : [];
  const lateColumns = isLate ? ["since::INTEGER AS since", "run::INTEGER AS run"] : [];

  // Rejected rows are counted together, whatever their key; those after the last cutoff have one at least.
  const keys = keyOutputs.map((output, i) =>
    request.clean ? `o${output} AS k${i}` : `CASE WHEN tile >= 0 THEN o${output} END AS k${i}`,
  );
  const keyColumns = keyOutputs.map((_, i) => `k${i}`);
  const grouped = (tile: string, n: string, idle: (measure: Measure) => boolean): readonly string[] => [
    ...keys,
    `${tile}::INTEGER AS tile`,
    ...lateColumns,
    `${n} AS n`,
    ...measures.flatMap((measure, i) =>
      measure.columns.map(({ sql, type }, j) => {
        const none = idle(measure) ? duckdbType(type) : undefined;
        return `${none === undefined ? sql : `NULL::${none}`} AS ${measureColumn(i, j)}`;
      }),
    ),
  ];
  const statement = (rows: string): string =>
    `SELECT ${grouped("tile", "count(*)", () => false).join(", ")} FROM (${rows}) GROUP BY ${["tile", ...late, ...keyColumns].join(", ")}`;
  const ofZone = (zone: ScannedZone): string => {
    const idle = (measure: Measure): boolean => isIdle(measure, zone.tile);
    const rows = tiled(zone.scan, String(zone.tile));
    if (!request.clean)
      return `SELECT ${grouped("tile", "count(*)", idle).join(", ")} FROM (${rows}) GROUP BY ${["tile", ...keyColumns].join(", ")}`;
    const selected = grouped(String(zone.tile), "0::BIGINT", idle).join(", ");
    if (measures.every(idle)) return `SELECT DISTINCT ${selected} FROM (${rows})`;
    return `SELECT ${selected} FROM (${rows})${keyColumns.length === 0 ? "" : ` GROUP BY ${keyColumns.join(", ")}`}`;
  };
  const splits =
    written === undefined &&
    request.zones === undefined &&
    request.clean &&
    keyOutputs.every((output) => inSql(output) !== undefined) &&
    onlyWindows(request);
  const start = splits ? `make_timestamp(${tiles.edges[0] ?? 0n})` : undefined;
  const select =
    start === undefined
      ? [statement(tiled(scan, tileSql(tiles))), ...(request.zones ?? []).map(ofZone)].join(" UNION ALL ")
      : // Of rows before every window there is but the key to know: other columns of theirs are not even read.
        `${statement(`${tiled(scan, tileSql(tiles))} WHERE e >= ${start}`)} UNION ALL BY NAME SELECT ${[...keys, "0::INTEGER AS tile", "count(*) AS n"].join(", ")} FROM (${valuesOf(scan)} WHERE e < ${start}) GROUP BY ${keyColumns.join(", ")}`;
  const name = database.fresh("groups");
  return {
    name,
    sql: `CREATE TABLE ${name} AS ${select}`,
    valuesOf: ({ passed, from }, all) => {
      if (passed === undefined) throw new Error("a measure without values");
      const { value, filter } = passed;
      const counting = [`tile >= ${from}`, `${value} IS NOT NULL`, ...(filter === undefined ? [] : [filter])];
      const parts = keyOutputs.map((output, i) => `o${output} AS k${i}`);
      const by = [...keyColumns, "tile", ...(isLate ? ["since"] : []), "v"];
      return `SELECT ${[...by, "count(*)::INTEGER AS c"].join(", ")} FROM (SELECT ${[...parts, "tile::INTEGER AS tile", ...(isLate ? ["since::INTEGER AS since"] : []), `${value} AS v`].join(", ")} FROM (${tiled(all, tileSql(tiles))}) WHERE ${counting.join(" AND ")}) GROUP BY ${by.join(", ")} ORDER BY ${[...keyColumns, "v"].join(", ")}`;
    },
    rowsOf: ({ taken, from }, all) => {
      if (taken === undefined) throw new Error("a measure without rows");
      const { argument, term, counts } = taken;
      const parts = [
        ...keyOutputs.map((output, i) => `o${output} AS k${i}`),
        "tile::INTEGER AS tile",
        ...(isLate ? ["run::INTEGER AS run"] : []),
        "epoch_us(e) AS m",
        ...(argument === undefined ? [] : [`${argument.sql} AS a`]),
        ...(term === undefined ? [] : [`${term.sql} AS g`]),
        ...(taken.order === undefined ? [] : [`${taken.order} AS ord`]),
      ];
      const own = rowColumns({ taken, isLate }).map(({ name }) => name);
      // Where order does not count they come in one all the same, so that a sketch is the same each time.
      const order = taken.order === undefined ? own : ["tile", ...(isLate ? ["run"] : []), "ord"];
      const rows = `SELECT ${parts.join(", ")} FROM (${tiled(all, tileSql(tiles))}) WHERE tile >= ${from} AND ${counts}`;
      return { sql: `${rows} ORDER BY ${[...keyColumns, ...order].join(", ")}`, order };
    },
    keysOf: (zone) => `INSERT INTO ${name} ${ofZone(zone)}`,
    keyTypes,
    measures,
    isLate,
    reasons: [
      plan.groups[request.group]?.keys.length === 1
        ? "the key is NULL or NaN"
        : "a part of the key is NULL or NaN",
    ],
    failures,
    held: request.held,
    values: [],
    rows: [],
  };
}

/** Whether nobody looks at a measure in a tile. */
const isIdle = ({ from }: Measure, tile: number): boolean => tile < from;

/** Whether rows before the first edge count for nothing but that their keys are known. */
const onlyWindows = ({ measures, tiles }: GroupRequest): boolean =>
  tiles.edges.length > 0 && measures.length > 0 && measures.every(({ windowed }) => windowed);

function missingKey(sql: string, type: DataType | undefined): string {
  return type?.kind === "float" || type?.kind === "double"
    ? `${sql} IS NULL OR isnan(${sql})`
    : `${sql} IS NULL`;
}

const typeOf = (text: string): DataType => parseType(text) ?? { kind: "void" };
