import {
  algebraOf,
  BIGINT,
  type AggregateAlgebra,
  type AggregateEntry,
  type DataType,
  type DuckdbPartial,
  type SourcePlan,
  type SqlParts,
  type Value,
} from "@pinion/core";
import { holdsValues } from "../aggregate/held-values.js";
import { typeNamed } from "./evaluate.js";

/** What is computed per key and tile: the columns of a partial, and how they become a state. */
export interface Measure {
  readonly algebra: AggregateAlgebra;
  /** The outputs of the source's program that it reads. */
  readonly outputs: readonly number[];
  /** Whether it needs the rows' places in the source. */
  readonly ordered: boolean;
  /** Whether rows before the first edge of all windows are nothing to it. */
  readonly windowed: boolean;
  /** Nobody looks at it in tiles before this one. */
  readonly from: number;
  readonly columns: readonly { readonly sql: string; readonly type: DataType }[];
  readonly read: (values: readonly Value[]) => unknown;
  /** Of one whose states hold all values, where one pass over them in order would do: SQL for the value of a row that counts. */
  readonly passed?: { readonly value: string; readonly type: DataType; readonly filter: string | undefined };
  /** Of another one whose partials gather values: what its states take row by row. */
  readonly taken?: TakenRows;
}

/** SQL of what an aggregate takes of rows. */
export interface TakenRows {
  readonly argument: TypedSql | undefined;
  readonly term: TypedSql | undefined;
  /** True of the rows that count. */
  readonly counts: string;
  /** What puts rows in order where their order counts. */
  readonly order: string | undefined;
}

interface TypedSql {
  readonly sql: string;
  readonly type: DataType;
}

/** Whether a measure can do without holding its values. */
export const canSpill = ({ passed, taken }: Measure): boolean => passed !== undefined || taken !== undefined;

/** How many values a tile has that another measure would hold; that itself where it holds none. */
export function countOfValues(counted: Measure): Measure {
  const { passed, ...measure } = counted;
  if (measure.taken !== undefined) return { ...measure, columns: [], read: () => undefined };
  if (passed === undefined) return counted;
  const { value, filter } = passed;
  const sql = `count(${value})${filter === undefined ? "" : ` FILTER (WHERE ${filter})`}`;
  return {
    ...measure,
    columns: [{ sql, type: BIGINT }],
    read: ([count]) => Number(count ?? 0),
  };
}

/** Later rows are greater; among equal times the one that comes last in the source. */
const ORDER = "coalesce(epoch_us(e), 0)::HUGEINT * 1099511627776 + rn";
const MICROS = "epoch_us(e)";

/** The partial of an aggregate over columns `o<i>`, the outputs. */
export function aggregateMeasure(entry: AggregateEntry, from: number): Measure {
  const algebra = algebraOf(entry);
  const { duckdb } = algebra;
  if (duckdb === undefined) throw new Error(`${entry.op} has no partial in SQL`);
  const { argument, filter, groupBy, argumentType } = entry;
  const measure = measureOf(
    algebra,
    duckdb,
    {
      argument: argument === undefined ? "1::DOUBLE" : `o${argument}`,
      filter: filter === undefined ? undefined : `o${filter}`,
      order: ORDER,
      micros: MICROS,
      ...(groupBy === undefined ? {} : { term: `o${groupBy}` }),
    },
    [argument, filter, groupBy].filter((output) => output !== undefined),
    from,
  );
  if (!holdsValues(entry)) return measure;
  const only = filter === undefined ? undefined : `o${filter}`;
  if (algebra.pass !== undefined && argument !== undefined && argumentType !== undefined)
    return { ...measure, passed: { value: `o${argument}`, type: typeNamed(argumentType), filter: only } };
  const typed = (output: number | undefined, type: string | undefined): TypedSql | undefined =>
    output === undefined || type === undefined ? undefined : { sql: `o${output}`, type: typeNamed(type) };
  const counting = groupBy ?? argument;
  const there = counting === undefined ? [] : [`o${counting} IS NOT NULL`];
  const taken: TakenRows = {
    argument: typed(argument, argumentType),
    term: typed(groupBy, entry.groupByType),
    counts: ["true", ...there, ...(only === undefined ? [] : [only])].join(" AND "),
    order: duckdb.ordered === true ? ORDER : undefined,
  };
  return { ...measure, taken };
}

/** The value of an output in the latest row, NULL or not: the later row wins whole. */
export function rowMeasure(plan: SourcePlan, output: number): Measure {
  const type = typeNamed(plan.program.outputs[output]?.type ?? "void");
  const sql = `arg_max_null(o${output}, ${ORDER})`;
  return {
    algebra: LATEST_ROW,
    outputs: [output],
    ordered: true,
    windowed: false,
    from: 0,
    columns: [{ sql, type }],
    read: ([value]) => value ?? null,
  };
}

const unsaved = (): never => {
  throw new Error("the latest row is no state to be kept");
};

const LATEST_ROW: AggregateAlgebra = {
  init: () => null,
  update: (_, value) => value,
  merge: (_, later) => later,
  finish: (state) => (state ?? null) as Value,
  encode: unsaved,
  decode: unsaved,
};

function measureOf(
  algebra: AggregateAlgebra,
  { columns, ordered, read }: DuckdbPartial<unknown>,
  parts: SqlParts,
  outputs: readonly number[],
  from: number,
): Measure {
  return {
    algebra,
    outputs,
    ordered: ordered === true,
    windowed: true,
    from,
    columns: columns.map(({ sql, type }) => ({ sql: sql(parts), type })),
    read,
  };
}
