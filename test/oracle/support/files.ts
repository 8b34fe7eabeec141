import { writeFileSync } from "node:fs";
import { DuckDBInstance, type DuckDBConnection } from "@duckdb/node-api";
import avsc from "avsc";
import type { FileFormat, Value } from "@pinion/core";
import { typeWithBigints } from "../../support/avro-longs.js";
import type { DrawnRow, DrawnTable, TimeFormat } from "./draw.js";
import { localText } from "./local-time.js";
import type { ValueType } from "./values.js";

/* Drawn rows as files of every format, each written by something else than reads it where that can be. */

/** Writes and reads files beside the engine under test. */
export interface Files {
  readonly connection: DuckDBConnection;
  readonly close: () => void;
}

export async function openFiles(): Promise<Files> {
  const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
  const connection = await instance.connect();
  await connection.run("SET TimeZone = 'UTC'");
  return {
    connection,
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

interface Field {
  readonly name: string;
  readonly type: ValueType | "time";
  /** Of a time. */
  readonly format: TimeFormat;
  readonly of: (row: DrawnRow) => Value | undefined;
}

/** The columns of a table: its key's parts, `t`, `v`, `p`, `g` and `w`. */
export function fieldsOf(table: DrawnTable, keyTypes: readonly ValueType[]): readonly Field[] {
  const format = table.timeFormat;
  return [
    ...keyTypes.map((type, i): Field => ({ name: `k${i}`, type, format, of: (row) => row.key?.[i] ?? null })),
    { name: "t", type: "time", format, of: ({ time }) => time ?? null },
    { name: "v", type: table.type, format, of: ({ value }) => value },
    { name: "p", type: "boolean", format, of: ({ pass }) => pass },
    { name: "g", type: "string", format, of: ({ term }) => term },
    { name: "w", type: "time", format: writtenFormat(format), of: ({ written }) => written },
  ];
}

/** Those of rows' writing are told exactly. */
export const writtenFormat = (format: TimeFormat): TimeFormat =>
  format === "typed" ? "typed" : "epoch_micros";

export async function writeTable(
  { connection }: Files,
  path: string,
  table: DrawnTable,
  keyTypes: readonly ValueType[],
  zone: string,
): Promise<void> {
  const fields = fieldsOf(table, keyTypes);
  const time = (micros: bigint, format: TimeFormat): string =>
    format === "local" ? localText(micros, zone) : String(micros / UNITS[format]);
  switch (table.format) {
    case "csv":
    case "tsv":
      writeFileSync(path, delimited(fields, table.rows, table.format, time));
      return;
    case "jsonl":
      writeFileSync(path, jsonLines(fields, table.rows, time));
      return;
    case "parquet": {
      const lines = `${path}.jsonl`;
      writeFileSync(lines, jsonLines(fields, table.rows, time));
      const columns = fields.map(({ name, type }) => `${name}: '${SQL_TYPES[type]}'`).join(", ");
      const typed = fields.map(({ name, type }) =>
        type === "time" && table.timeFormat === "typed"
          ? `make_timestamp(${name})::TIMESTAMPTZ AS ${name}`
          : name,
      );
      const from =
        table.rows.length === 0
          ? `(SELECT ${fields.map(({ name, type }) => `NULL::${SQL_TYPES[type]} AS ${name}`).join(", ")} WHERE false)`
          : `read_json('${lines}', format = 'newline_delimited', columns = {${columns}})`;
      await connection.run(`COPY (SELECT ${typed.join(", ")} FROM ${from}) TO '${path}' (FORMAT parquet)`);
      return;
    }
    case "avro":
      writeFileSync(path, avroFile(fields, table));
  }
}

const UNITS: Readonly<Record<Exclude<TimeFormat, "local">, bigint>> = {
  epoch: 1_000_000n,
  epoch_millis: 1000n,
  epoch_micros: 1n,
  typed: 1n,
};

const SQL_TYPES: Readonly<Record<ValueType | "time", string>> = {
  double: "DOUBLE",
  float: "FLOAT",
  bigint: "BIGINT",
  int: "INTEGER",
  string: "VARCHAR",
  boolean: "BOOLEAN",
  "array<double>": "DOUBLE[]",
  time: "BIGINT",
};

function delimited(
  fields: readonly Field[],
  rows: readonly DrawnRow[],
  format: FileFormat,
  time: (micros: bigint, format: TimeFormat) => string,
): string {
  const between = format === "csv" ? "," : "\t";
  const text = (field: Field, row: DrawnRow): string => {
    const value = field.of(row) ?? null;
    if (value === null) return "";
    if (field.type === "time") return time(value as bigint, field.format);
    const plain = typeof value === "string" ? value : json(value);
    return `"${plain.replaceAll('"', '""')}"`;
  };
  return [
    fields.map(({ name }) => name).join(between),
    ...rows.map((row) => fields.map((field) => text(field, row)).join(between)),
    "",
  ].join("\n");
}

function jsonLines(
  fields: readonly Field[],
  rows: readonly DrawnRow[],
  time: (micros: bigint, format: TimeFormat) => string,
): string {
  return rows
    .map((row, i) => {
      const pairs = fields.flatMap((field): readonly string[] => {
        const value = field.of(row) ?? null;
        // What is missing stands as null or not at all.
        if (value === null && i % 2 === 1) return [];
        const isTime = field.type === "time" && value !== null;
        const told = isTime ? time(value as bigint, field.format) : json(value);
        const text = isTime && field.format === "local" ? json(told) : told;
        return [`"${field.name}": ${text}`];
      });
      return `{${pairs.join(", ")}}\n`;
    })
    .join("");
}

/** JSON with integers of any size. */
function json(value: Value): string {
  if (typeof value === "bigint") return String(value);
  return Array.isArray(value) ? `[${value.map(json).join(", ")}]` : JSON.stringify(value);
}

const META = avsc.Type.forSchema({ type: "map", values: "bytes" });
const COUNT = avsc.Type.forSchema("long");
const SYNC = Buffer.alloc(16, 7);

const AVRO_TYPES: Readonly<Record<ValueType, avsc.Schema>> = {
  double: "double",
  float: "float",
  bigint: "long",
  int: "int",
  string: "string",
  boolean: "boolean",
  "array<double>": { type: "array", items: ["null", "double"] },
};

/** An object container file of one block, by the specification. */
function avroFile(fields: readonly Field[], { rows }: DrawnTable): Buffer {
  const instant = { type: "long", logicalType: "timestamp-micros" };
  const schema = {
    type: "record",
    name: "Row",
    fields: fields.map(({ name, type, format }) => ({
      name,
      type: ["null", type !== "time" ? AVRO_TYPES[type] : format === "typed" ? instant : "long"],
    })),
  };
  const type = typeWithBigints(schema, { wrapUnions: true });
  const wrapped = ({ type: of, format }: Field, value: Value): unknown => {
    if (value === null) return null;
    switch (of) {
      case "time":
        return { long: (value as bigint) / UNITS[format === "local" ? "epoch" : format] };
      case "bigint":
        return { long: BigInt(value as number | bigint) };
      case "array<double>":
        return {
          array: (value as readonly Value[]).map((item) => (item === null ? null : { double: item })),
        };
      default:
        return { [of]: value };
    }
  };
  const block = Buffer.concat(
    rows.map((row) =>
      type.toBuffer(
        Object.fromEntries(fields.map((field) => [field.name, wrapped(field, field.of(row) ?? null)])),
      ),
    ),
  );
  const head = META.toBuffer({
    "avro.schema": Buffer.from(JSON.stringify(schema)),
    "avro.codec": Buffer.from("null"),
  });
  const body =
    rows.length === 0 ? [] : [COUNT.toBuffer(rows.length), COUNT.toBuffer(block.length), block, SYNC];
  return Buffer.concat([Buffer.from("Obj\u0001"), head, SYNC, ...body]);
}
