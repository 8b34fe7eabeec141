import {
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBInstance,
  DuckDBTimestampValue,
  type DuckDBAppender,
  type DuckDBConnection,
} from "@duckdb/node-api";
import {
  INT64_MAX,
  type DataType,
  type Row,
  type TypedExpr,
  type TypedLambda,
  type Value,
} from "@pinion/core";
import { partsOf, type TestColumn } from "@pinion/core/testing";
import { createInterner } from "../../../packages/compiler/src/emit/graph/intern.js";
import { duckdbSql } from "../../../packages/compiler/src/emit/sql/duckdb.js";
import { sqlType } from "../../../packages/compiler/src/emit/sql/literal.js";
import { streamChunks } from "../../../packages/runtime/src/sources/duckdb/stream.js";
import { valueAt } from "../../../packages/runtime/src/sources/duckdb/vectors.js";

/** The SQL of expressions over columns, by the position of the expression; undefined where there is none. */
export function sqlOf(
  exprs: readonly TypedExpr[],
  columns: readonly TestColumn[],
): readonly (string | undefined)[] {
  const interner = createInterner(new Map(columns.map(({ name }, i) => [name, i])));
  return exprs.map((expr, i) => {
    // What counts failures is held to the same, though the runtime does not hand it to SQL.
    return duckdbSql({ ...interner.intern(expr, i), counts: false });
  });
}

const known = new WeakMap<TypedExpr | TypedLambda, boolean>();

/** Whether an expression may have a text in SQL: all its parts have templates. */
export function isInSql(expr: TypedExpr | TypedLambda): boolean {
  let is = known.get(expr);
  if (is === undefined) {
    is =
      expr.kind !== "lambda" &&
      expr.kind !== "variable" &&
      sqlType(expr.type) !== undefined &&
      (expr.kind !== "call" || expr.impl.duckdb !== undefined) &&
      partsOf(expr).every(isInSql);
    known.set(expr, is);
  }
  return is;
}

/** Whether DuckDB has the row's values: its utmost dates and timestamps mean infinity, which sources refuse. */
export const inDuckdb = (columns: readonly TestColumn[], row: Row): boolean =>
  columns.every(({ type }, i) => {
    const value = row[i];
    if (type.kind === "date") return value !== 2147483647 && value !== -2147483647;
    return type.kind !== "timestamp" || (value !== INT64_MAX && value !== -INT64_MAX);
  });

export interface Engine {
  /** The rows of a SELECT over a table of the rows given. */
  readonly select: (
    columns: readonly TestColumn[],
    rows: readonly Row[],
    exprs: readonly { readonly sql: string; readonly type: DataType }[],
  ) => Promise<readonly (readonly Value[])[]>;
  readonly close: () => void;
}

export async function openEngine(): Promise<Engine> {
  const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
  const connection = await instance.connect();
  await connection.run("SET TimeZone = 'UTC'");
  return {
    async select(columns, rows, exprs) {
      await fill(connection, columns, rows);
      const selected = exprs.map(({ sql }, i) => `${sql} AS o${i}`).join(", ");
      const found: Value[][] = [];
      const types = exprs.map(({ type }) => type);
      for await (const chunk of streamChunks(connection, `SELECT ${selected} FROM rows`, types)) {
        for (let r = 0; r < chunk.count; r++) {
          found.push(chunk.columns.map((column, k) => valueAt(column, types[k] ?? { kind: "void" }, r)));
        }
      }
      return found;
    },
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

async function fill(
  connection: DuckDBConnection,
  columns: readonly TestColumn[],
  rows: readonly Row[],
): Promise<void> {
  const declared = columns.map(({ type }, i) => `c${i} ${sqlType(type) ?? "INTEGER"}`);
  await connection.run(`CREATE OR REPLACE TEMP TABLE rows (${declared.join(", ")})`);
  const appender = await connection.createAppender("rows");
  for (const row of rows) {
    for (const [i, { type }] of columns.entries()) append(appender, type, row[i] ?? null);
    appender.endRow();
  }
  appender.closeSync();
}

function append(appender: DuckDBAppender, type: DataType, value: Value): void {
  if (value === null || sqlType(type) === undefined) return appender.appendNull();
  switch (type.kind) {
    case "boolean":
      return appender.appendBoolean(value as boolean);
    case "tinyint":
      return appender.appendTinyInt(value as number);
    case "smallint":
      return appender.appendSmallInt(value as number);
    case "int":
      return appender.appendInteger(value as number);
    case "bigint":
      return appender.appendBigInt(BigInt(value as number));
    case "float":
      return appender.appendFloat(value as number);
    case "double":
      return appender.appendDouble(value as number);
    case "decimal":
      return appender.appendDecimal(new DuckDBDecimalValue(value as bigint, type.precision, type.scale));
    case "string":
      return appender.appendVarchar(value as string);
    case "binary":
      return appender.appendBlob(value as Uint8Array);
    case "date":
      return appender.appendDate(new DuckDBDateValue(value as number));
    case "timestamp":
      return appender.appendTimestamp(new DuckDBTimestampValue(BigInt(value as number)));
    default:
      throw new Error(`no column of ${type.kind}`);
  }
}
