import type { DuckDBConnection } from "@duckdb/node-api";
import type { DataType, StructField } from "@pinion/core";
import { linesOf } from "../duckdb/file-table.js";
import { duckdbType } from "../duckdb/sql-types.js";
import { SAMPLE_ROWS, type InferredFile } from "./inferred.js";
import { textType, wholeType, type TextType } from "./text-type.js";

/** Columns of JSON Lines, typed by a sample of lines; a column of several kinds of values is a text. */
export async function inferJsonLines(connection: DuckDBConnection, path: string): Promise<InferredFile> {
  const sql = `SELECT line FROM ${linesOf([path], "ignore_errors = true")} WHERE trim(line) <> '' LIMIT ${SAMPLE_ROWS}`;
  const rows = (await connection.runAndReadAll(sql)).getRowsJS();
  const values = new Map<string, unknown[]>();
  for (const [line] of rows) {
    const row = parsed(String(line));
    if (typeof row !== "object" || row === null || Array.isArray(row)) continue;
    for (const [name, value] of Object.entries(row)) {
      const all = values.get(name);
      if (all === undefined) values.set(name, [value]);
      else all.push(value);
    }
  }
  const columns = [...values].map(([name, all]) => ({
    name,
    nullable: true,
    ...typeOf(
      name,
      all.filter((value) => value !== null),
    ),
  }));
  return { format: "jsonl", columns, leftOut: [] };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

const STRING: DataType = { kind: "string" };

function typeOf(name: string, values: readonly unknown[]): TextType {
  if (values.length === 0) return { type: STRING };
  if (values.every((value) => typeof value === "string")) return textType(name, values, false);
  if (values.every((value) => Number.isSafeInteger(value)))
    return wholeType(
      name,
      values.map((value) => BigInt(value as number)),
    );
  return { type: partType(values) };
}

/** The type of parts, which have no format: times in them are texts. */
function partType(values: readonly unknown[]): DataType {
  const there = values.filter((value) => value !== null);
  const all = (test: (value: unknown) => boolean): boolean => there.length > 0 && there.every(test);
  if (all((value) => typeof value === "boolean")) return { kind: "boolean" };
  // JSON.parse rounds a whole number beyond 2^53: it may be any of 64 bits.
  const whole = (value: unknown): boolean => Number.isInteger(value) && Math.abs(value as number) < 2 ** 63;
  if (all(whole)) {
    const small = there.every((value) => Math.abs(value as number) < 2 ** 31);
    return small ? { kind: "int" } : { kind: "bigint" };
  }
  if (all((value) => typeof value === "number" && (!Number.isInteger(value) || Number.isSafeInteger(value))))
    return { kind: "double" };
  if (all(Array.isArray)) return { kind: "array", element: partType(there.flat(1)) };
  if (all((value) => typeof value === "object")) return structType(there as readonly object[]);
  return STRING;
}

function structType(values: readonly object[]): DataType {
  const members = new Map<string, unknown[]>();
  for (const value of values)
    for (const [name, member] of Object.entries(value)) {
      const all = members.get(name);
      if (all === undefined) members.set(name, [member]);
      else all.push(member);
    }
  const fields = [...members].map(([name, all]): StructField => ({ name, type: partType(all) }));
  const type: DataType = { kind: "struct", fields };
  // What DuckDB cannot hold is taken as the JSON that it is.
  return duckdbType(type) === undefined ? STRING : type;
}
