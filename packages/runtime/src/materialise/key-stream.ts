import { compareValues, INT, type Column, type DataType, type Value } from "@pinion/core";
import type { DuckDBConnection } from "@duckdb/node-api";
import { checkHeap } from "../aggregate/held-values.js";
import { streamChunks } from "../sources/duckdb/stream.js";
import { valueReader } from "../sources/duckdb/vectors.js";
import { measureColumn, type GroupTable } from "./group-table.js";
import { heldGuard } from "./held-guard.js";
import type { Measure } from "./measure.js";
import { openRowStates, rowColumns } from "./row-states.js";
import { openPass, type PassedValues } from "./value-pass.js";

/** All that one source knows of one key: its tiles, ascending, and for each measure the state of each tile. */
export interface KeyPartials {
  readonly key: readonly Value[];
  readonly tiles: readonly number[];
  /** For each tile the first cutoff that sees it, where some of them are seen late; a tile then may come more than once. */
  readonly since?: readonly number[];
  /** By which partials of one tile follow each other, likewise. */
  readonly runs?: readonly number[];
  readonly measures: readonly (readonly unknown[])[];
  /** By measure, what was made of values that are too many to be held: the states then count them. */
  readonly passed?: PassedValues;
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
  const { measures, isLate } = table;
  const keyTypes = all?.types ?? table.keyTypes;
  const keys = keyTypes.map((_, i) => `k${i}`);
  const own = ["tile", ...columnNames(measures), ...(isLate ? ["since", "run"] : [])];
  const types: DataType[] = [
    ...keyTypes,
    INT,
    ...measures.flatMap(({ columns: parts }) => parts.map(({ type }) => type)),
    ...(isLate ? [INT, INT] : []),
  ];
  const source = all === undefined ? table.name : joined(table.name, own, all);
  const selected = [...keys, "tile", ...columnNames(measures), ...(isLate ? ["since", "run"] : [])];
  const order = [...keys, "tile", ...(isLate ? ["run"] : [])];
  const sql = `SELECT ${selected.join(", ")} FROM ${source} WHERE tile >= 0 ORDER BY ${order.join(", ")}`;
  const compare = keyComparison(keyTypes);

  const passes = table.values.map((values) => {
    const named = ["tile", "c", "v", ...(isLate ? ["since"] : [])];
    const from =
      all === undefined
        ? values.name
        : `${joined(values.name, named, all)} ORDER BY ${[...keys, "v"].join(", ")}`;
    return openPass(values, from, keyTypes, compare, table.held);
  });
  const takes = table.rows.map((rows) => {
    const named = [...new Set([...rowColumns(rows).map(({ name }) => name), ...rows.order])];
    const from =
      all === undefined
        ? rows.name
        : `${joined(rows.name, named, all)} ORDER BY ${[...keys, ...rows.order].join(", ")}`;
    return openRowStates(rows, from, keyTypes, compare, table.held);
  });
  const passedOver = async (own: KeyPartials): Promise<KeyPartials> => {
    if (passes.length === 0 && takes.length === 0) return own;
    const found = [];
    for (const pass of passes) found.push(...(await pass(own)));
    const states = [];
    for (const take of takes) states.push(...(await take(own)));
    const taken = new Map(states);
    return {
      ...own,
      measures: own.measures.map((known, i) => taken.get(i) ?? known),
      ...(found.length === 0 ? {} : { passed: new Map(found) }),
    };
  };

  let current:
    | { key: readonly Value[]; tiles: number[]; since?: number[]; runs?: number[]; measures: unknown[][] }
    | undefined;
  const chunks = streamChunks(connection, sql, types);
  for (;;) {
    const next = await heldGuard(`source ${table.held.source}`, table.held, () => chunks.next());
    if (next.done === true) break;
    const chunk = next.value;
    checkHeap(table.held);
    const cells = types.map((type, i) => readerOf(chunk.columns[i], type));
    const [keyCells, tileOf] = [cells.slice(0, keyTypes.length), cells[keyTypes.length]];
    const [sinceOf, runOf] = isLate ? cells.slice(-2) : [];
    let at = keyTypes.length + 1;
    const states = measures.map(({ columns, read }) => {
      const from = at;
      at += columns.length;
      const own = cells.slice(from, at);
      const [only] = own;
      if (only !== undefined && own.length === 1) return (row: number) => read([only(row)]);
      return (row: number) => read(own.map((cell) => cell(row)));
    });
    for (let row = 0; row < chunk.count; row++) {
      const key = keyCells.map((cell) => cell(row));
      if (current === undefined || compare(current.key, key) !== 0) {
        if (current !== undefined) yield await passedOver(current);
        current = {
          key,
          tiles: [],
          ...(isLate ? { since: [], runs: [] } : {}),
          measures: measures.map(() => []),
        };
      }
      current.tiles.push((tileOf?.(row) ?? 0) as number);
      current.since?.push((sinceOf?.(row) ?? 0) as number);
      current.runs?.push((runOf?.(row) ?? 0) as number);
      for (let i = 0; i < states.length; i++) current.measures[i]?.push(states[i]?.(row));
    }
  }
  if (current !== undefined) yield await passedOver(current);
}

/** All keys of a materialisation: a query of `k0`, `k1`, …. */
export interface KeySet {
  readonly sql: string;
  readonly types: readonly DataType[];
  /** By the position of the table's keys, the position among all. */
  readonly positions: readonly number[];
}

function joined(table: string, columns: readonly string[], { sql, types, positions }: KeySet): string {
  const on = positions.map((position, i) => `a.k${position} = g.k${i}`).join(" AND ");
  const keys = types.map((_, i) => `a.k${i}`);
  const own = columns.map((column) => `g.${column}`);
  return `(SELECT ${[...keys, ...own].join(", ")} FROM (${sql}) a JOIN ${table} g ON ${on === "" ? "true" : on})`;
}

/** The key that some sources know something of. */
export const keyOf = (partials: readonly (KeyPartials | undefined)[]): readonly Value[] =>
  partials.find((one) => one !== undefined)?.key ?? [];

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

const columnNames = (measures: readonly Measure[]): readonly string[] =>
  measures.flatMap(({ columns }, i) => columns.map((_, j) => measureColumn(i, j)));

const readerOf = (column: Column | undefined, type: DataType): ((row: number) => Value) =>
  column === undefined ? () => null : valueReader(column, type);
