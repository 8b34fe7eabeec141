import { BIGINT, compareValues, INT, type Column, type DataType, type Value } from "@pinion/core";
import type { DuckDBConnection } from "@duckdb/node-api";
import type { Partial } from "../aggregate/partials.js";
import { streamChunks } from "../sources/duckdb/stream.js";
import { valueAt } from "../sources/duckdb/vectors.js";
import type { GroupTable, MeasureColumns } from "./group-table.js";

/** All that one source knows of one key: its tiles, ascending, and for each measure the partial of each tile. */
export interface KeyPartials {
  readonly key: readonly Value[];
  readonly tiles: readonly number[];
  readonly measures: readonly (readonly Partial[])[];
}

/**
 * The keys of a group table, in the order of their values. A table that has but some of the keys gives its
 * partials to every key of `all` that has those parts.
 */
export async function* keyStream(
  connection: DuckDBConnection,
  table: GroupTable,
  all?: KeySet,
): AsyncGenerator<KeyPartials> {
  const { measures } = table;
  const keyTypes = all?.types ?? table.keyTypes;
  const keys = keyTypes.map((_, i) => `k${i}`);
  const columns = [...keys, "tile", ...measures.flatMap(columnsOf)];
  const types: DataType[] = [...keyTypes, INT, ...measures.flatMap(typesOf)];
  const from = all === undefined ? table.name : joined(table, all);
  const sql = `SELECT ${columns.join(", ")} FROM ${from} WHERE tile >= 0 ORDER BY ${[...keys, "tile"].join(", ")}`;
  const compare = keyComparison(keyTypes);

  let current: { key: readonly Value[]; tiles: number[]; measures: Partial[][] } | undefined;
  for await (const chunk of streamChunks(connection, sql, types)) {
    for (let row = 0; row < chunk.count; row++) {
      const key = keyTypes.map((type, i) => valueOf(chunk.columns[i], type, row));
      if (current === undefined || compare(current.key, key) !== 0) {
        if (current !== undefined) yield current;
        current = { key, tiles: [], measures: measures.map(() => []) };
      }
      current.tiles.push(valueOf(chunk.columns[keyTypes.length], INT, row) as number);
      let at = keyTypes.length + 1;
      for (const [i, measure] of measures.entries()) {
        current.measures[i]?.push(partialOf(measure, chunk.columns, at, row));
        at += columnsOf(measure).length;
      }
    }
  }
  if (current !== undefined) yield current;
}

/** All keys of a materialisation: a query of `k0`, `k1`, …. */
export interface KeySet {
  readonly sql: string;
  readonly types: readonly DataType[];
  /** By the position of the table's keys, the position among all. */
  readonly positions: readonly number[];
}

function joined(table: GroupTable, { sql, types, positions }: KeySet): string {
  const on = positions.map((position, i) => `a.k${position} = g.k${i}`).join(" AND ");
  const keys = types.map((_, i) => `a.k${i}`);
  const measures = table.measures.flatMap(columnsOf).map((column) => `g.${column}`);
  return `(SELECT ${[...keys, "g.tile", ...measures].join(", ")} FROM (${sql}) a JOIN ${table.name} g ON ${on === "" ? "true" : on})`;
}

/** The order of keys, as DuckDB's ORDER BY has it. */
export function keyComparison(
  types: readonly DataType[],
): (a: readonly Value[], b: readonly Value[]) => number {
  const comparisons = types.map(compareValues);
  return (a, b) => {
    for (const [i, compare] of comparisons.entries()) {
      const order = compare(a[i] ?? null, b[i] ?? null);
      if (order !== 0) return order;
    }
    return 0;
  };
}

const columnsOf = ({ value, count }: MeasureColumns): readonly string[] =>
  count === undefined ? [value] : [value, count];
const typesOf = ({ type, count }: MeasureColumns): readonly DataType[] =>
  count === undefined ? [type] : [type, BIGINT];

function partialOf(
  measure: MeasureColumns,
  columns: readonly (Column | undefined)[],
  at: number,
  row: number,
): Partial {
  const value = valueOf(columns[at], measure.type, row);
  if (measure.count === undefined) return value;
  const sum = typeof value === "bigint" || typeof value === "number" ? value : 0;
  return { sum, count: Number(valueOf(columns[at + 1], BIGINT, row) ?? 0) };
}

const valueOf = (column: Column | undefined, type: DataType, row: number): Value =>
  column === undefined ? null : valueAt(column, type, row);
