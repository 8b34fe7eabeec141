import { parseType, type DataType, type Evaluators, type SourcePlan } from "@pinion/core";
import type { Tiles } from "../aggregate/tiles.js";
import { runsOf } from "../aggregate/tiles.js";
import type { Database } from "../sources/duckdb/database.js";
import type { Scan } from "../sources/duckdb/scan.js";
import { kernelCall } from "./kernel.js";
import type { Measure } from "./measure.js";

/**
 * Partial aggregates per key and tile, as a table of DuckDB. Its columns: `k0`, `k1`, … the key, `tile`, `n` the
 * number of rows, then the columns of each measure, see {@link measureColumn}.
 */
export interface GroupTable {
  readonly name: string;
  /** The statement that makes it, in one scan of the source. */
  readonly sql: string;
  readonly keyTypes: readonly DataType[];
  readonly measures: readonly Measure[];
  /** Further reasons of rejection, behind those of the scan. */
  readonly reasons: readonly string[];
  readonly failures: Float64Array;
}

/** The name of a measure's column. */
export const measureColumn = (measure: number, column: number): string => `m${measure}_${column}`;

/** Tiles below zero are no tiles: rejected rows by their reason, and rows after the last cutoff. */
export const FUTURE_TILE = -1_000_000;
export const rejectedTile = (reason: number): number => -1 - reason;

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
}

export function groupTable(request: GroupRequest): GroupTable {
  const { database, evaluators, plan, measures, scan, tiles } = request;
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
  const rowNumber = measures.some((measure) => measure.ordered) ? ["rn"] : [];
  const input = `SELECT ${[...inputs.map(({ column, input: i }) => `c${column} AS c${i}`), "e", "bad", ...rowNumber].join(", ")} FROM (${scan.sql})`;
  const called = kernel === undefined ? input : `SELECT *, ${kernel.sql} AS u FROM (${input})`;
  const evaluated = outputs.map((output) => {
    const sql = inSql(output) ?? kernel?.pick("u", inKernel.indexOf(output)) ?? "NULL";
    return `${sql} AS o${output}`;
  });
  const values = `SELECT ${[...evaluated, "e", "bad", ...rowNumber].join(", ")} FROM (${called})`;

  const keyTypes = keyOutputs.map((output) => typeOf(program.outputs[output]?.type ?? "void"));
  const noKey = keyOutputs.map((output, i) => missingKey(`o${output}`, keyTypes[i])).join(" OR ");
  const keyReason = rejectedTile(scan.reasons.length);
  const rejected = `WHEN bad IS NOT NULL THEN -1 - bad WHEN ${noKey === "" ? "false" : noKey} THEN ${keyReason}`;
  const tile = request.clean ? tileSql(tiles) : `CASE ${rejected} ELSE ${tileSql(tiles)} END`;
  const tiled = `SELECT *, ${tile} AS tile FROM (${values})`;

  // Rejected rows are counted together, whatever their key; those after the last cutoff have one at least.
  const keys = keyOutputs.map((output, i) =>
    request.clean ? `o${output} AS k${i}` : `CASE WHEN tile >= 0 THEN o${output} END AS k${i}`,
  );
  const grouped = [
    ...keys,
    "tile::INTEGER AS tile",
    "count(*) AS n",
    ...measures.flatMap(({ columns }, i) => columns.map(({ sql }, j) => `${sql} AS ${measureColumn(i, j)}`)),
  ];
  const keyColumns = keyOutputs.map((_, i) => `k${i}`);
  const statement = (rows: string): string =>
    `SELECT ${grouped.join(", ")} FROM (${tiled}${rows}) GROUP BY ${["tile", ...keyColumns].join(", ")}`;
  const splits =
    request.clean && keyOutputs.every((output) => inSql(output) !== undefined) && onlyWindows(request);
  const start = splits ? `make_timestamp(${tiles.edges[0] ?? 0n})` : undefined;
  const select =
    start === undefined
      ? statement("")
      : // Of rows before every window there is but the key to know: other columns of theirs are not even read.
        `${statement(` WHERE e >= ${start}`)} UNION ALL BY NAME SELECT ${[...keys, "0::INTEGER AS tile", "count(*) AS n"].join(", ")} FROM (${values} WHERE e < ${start}) GROUP BY ${keyColumns.join(", ")}`;
  const name = database.fresh("groups");
  return {
    name,
    sql: `CREATE TABLE ${name} AS ${select}`,
    keyTypes,
    measures,
    reasons: [
      plan.groups[request.group]?.keys.length === 1
        ? "the key is NULL or NaN"
        : "a part of the key is NULL or NaN",
    ],
    failures,
  };
}

/** Whether rows before the first edge count for nothing but that their keys are known. */
const onlyWindows = ({ measures, tiles }: GroupRequest): boolean =>
  tiles.edges.length > 0 && measures.length > 0 && measures.every(({ windowed }) => windowed);

function missingKey(sql: string, type: DataType | undefined): string {
  return type?.kind === "float" || type?.kind === "double"
    ? `${sql} IS NULL OR isnan(${sql})`
    : `${sql} IS NULL`;
}

/** The tile of event time `e`: which run of edges it falls behind, then how far. */
function tileSql({ edges }: Tiles): string {
  const last = edges.at(-1);
  if (last === undefined) return "0";
  const runs = runsOf(edges.slice(0, -1)).toReversed();
  const branches = runs.map(({ first, step, count, index }) => {
    const far = count === 1 ? "" : ` + least((epoch_us(e) - ${first}) // ${step}, ${count - 1})`;
    return `WHEN e >= make_timestamp(${first}) THEN ${index + 1}${far}`;
  });
  return `CASE WHEN e >= make_timestamp(${last}) THEN ${FUTURE_TILE} ${branches.join(" ")} ELSE 0 END`;
}

const typeOf = (text: string): DataType => parseType(text) ?? { kind: "void" };
