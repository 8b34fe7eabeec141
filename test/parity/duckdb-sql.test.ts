import {
  DuckDBBlobValue,
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBInstance,
  DuckDBTimestampValue,
  type DuckDBConnection,
  type DuckDBValue,
} from "@duckdb/node-api";
import {
  BIGINT,
  BINARY,
  BOOLEAN,
  DATE,
  decimal,
  DOUBLE,
  FLOAT,
  INT,
  interpret,
  SMALLINT,
  STRING,
  TIMESTAMP,
  TINYINT,
  toInt64,
  type DataType,
  type Value,
} from "@pinion/core";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { emit } from "../../packages/compiler/src/emit/emit.js";
import { sqlLiteral } from "../../packages/compiler/src/emit/sql/literal.js";
import {
  randomExpressions,
  show,
  type Column,
} from "../../packages/compiler/test/emit/support/expressions.js";
import { createRandom } from "../../packages/compiler/test/emit/support/random.js";
import { randomNullable } from "../../packages/compiler/test/emit/support/values.js";

const TYPES: readonly DataType[] = [
  BOOLEAN,
  BOOLEAN,
  TINYINT,
  SMALLINT,
  INT,
  INT,
  BIGINT,
  BIGINT,
  FLOAT,
  DOUBLE,
  DOUBLE,
  decimal(10, 2),
  decimal(38, 6),
  STRING,
  STRING,
  BINARY,
  DATE,
  TIMESTAMP,
];
const COLUMNS: readonly Column[] = TYPES.map((type, i) => ({ name: `x${i}`, type, nullable: true }));
const ROWS = 40;

let connection: DuckDBConnection;

beforeAll(async () => {
  const instance = await DuckDBInstance.create(":memory:");
  connection = await instance.connect();
  await connection.run("SET TimeZone = 'UTC'");
});

afterAll(() => connection.closeSync());

describe("the SQL of outputs", () => {
  it("gives what the interpreter gives", async () => {
    const seen = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(fc.integer(), async (seed) => {
        const random = createRandom(seed);
        const exprs = randomExpressions(random, COLUMNS, 60);
        const rows = Array.from({ length: ROWS }, () =>
          COLUMNS.map(({ type }) => {
            const value = randomNullable(random, type);
            // Not in DuckDB: texts with NUL, and timestamps that mean infinity there.
            return sqlLiteral(value, type) === undefined ? null : value;
          }),
        );
        const outputs = exprs.map((expr, i) => ({ expr, label: show(expr), features: [`f${i}`] }));
        const emitted = emit([{ id: "p0", inputs: COLUMNS, outputs, kernel: false }]);
        const inSql = outputs.flatMap(({ expr, label }, i) => {
          const sql = emitted.entries[0]?.outputs[i]?.duckdb;
          return sql === undefined || expr.kind === "column" ? [] : [{ expr, label, sql }];
        });
        if (inSql.length === 0) return;
        for (const { label } of inSql) {
          for (const [, name = ""] of label.matchAll(/\[(\w+)/g)) seen.set(name, (seen.get(name) ?? 0) + 1);
        }
        const values = rows.map((row) =>
          row.map((value, i) => sqlLiteral(value, TYPES[i] ?? INT)).join(", "),
        );
        const names = COLUMNS.map((_, i) => `c${i}`).join(", ");
        const table = `(VALUES ${values.map((row) => `(${row})`).join(", ")}) AS t(${names})`;
        const select = inSql.map(({ sql }, i) => `${sql} AS o${i}`).join(", ");
        const result = await connection.runAndReadAll(`SELECT ${select} FROM ${table}`);
        const found = result.getRows();
        for (const [r, row] of rows.entries()) {
          const byName = new Map(COLUMNS.map(({ name }, i) => [name, row[i] ?? null]));
          for (const [k, { expr, label, sql }] of inSql.entries()) {
            const expected = interpret(expr, (name) => byName.get(name) ?? null);
            const value = valueOf(found[r]?.[k] ?? null);
            const columns = [...label.matchAll(/x\d+/g)].map(
              ([name]) => `${name}=${String(byName.get(name))}`,
            );
            expect(comparable(value), `${label}\n${sql}\n${columns.join(" ")}`).toEqual(comparable(expected));
          }
        }
      }),
      { numRuns: 60 },
    );
    // Otherwise nothing was tested.
    expect(seen.size).toBeGreaterThan(30);
  });
});

function valueOf(value: DuckDBValue): Value {
  if (value instanceof DuckDBTimestampValue) return toInt64(value.micros);
  if (value instanceof DuckDBDateValue) return value.days;
  if (value instanceof DuckDBDecimalValue) return { decimal: value.value } as unknown as Value;
  if (value instanceof DuckDBBlobValue) return new Uint8Array(value.bytes);
  if (typeof value === "bigint") return toInt64(value);
  return value as Value;
}

/** Decimals are told from integers by their type alone; a zero has no sign in SQL's comparisons but has one here. */
function comparable(value: Value): unknown {
  if (typeof value === "object" && value !== null && "decimal" in value)
    return (value as { decimal: bigint }).decimal;
  return value;
}
