import { PinionError, type ColumnEntry, type Value } from "@pinion/core";
import { fitColumn, misfitOf, type AvroNode, type FieldNode, type RecordNode } from "@pinion/core/avro";
import type { Zone } from "@pinion/core/std";
import { typeNamed } from "../../materialise/evaluate.js";
import { avroDefault } from "./avro-default.js";
import { reader, type Read, type ReaderContext } from "./avro-read.js";
import { knownRecords, skipper, type KnownRecords, type Skip } from "./avro-skip.js";
import { DecodeFailure, type Cursor } from "./cursor.js";

/** Reads the wanted columns of the value that lies from `from` to `to` into `out`, by their position. Throws {@link DecodeFailure}. */
export type DecodeRecord = (bytes: Buffer, out: Value[], from?: number, to?: number) => void;

export interface AvroDecoderOptions {
  /** The columns to read, in the order in which they come out. */
  readonly columns: readonly ColumnEntry[];
  /** The schema that the values were written with. */
  readonly writer: AvroNode;
  /** The reader's, for aliases and for defaults of fields that the writer lacks. */
  readonly reader?: AvroNode;
  /** Whether the writer's schema is the source's own: it then has every column, and its nulls are the columns'. */
  readonly own?: boolean;
  readonly zone: Zone;
  /** For messages: whose schema it is. */
  readonly what: string;
}

interface Column {
  readonly entry: ColumnEntry;
  readonly read: Read;
  readonly into: number;
}

/**
 * A decoder of some columns of one writer's schema: it reads those, and steps over the rest. Throws PN5504 where the
 * schema cannot give a column.
 */
export function avroDecoder(options: AvroDecoderOptions): DecodeRecord {
  const { writer, what } = options;
  if (writer.kind !== "record") {
    throw new PinionError("PN5504", `the schema of ${what} is no record`);
  }
  const records = knownRecords();
  const { found, constants } = resolve(writer, options, { zone: options.zone, records, reads: new Map() });
  const steps = writer.fields.map((field) => stepOf(field, found.get(field), records));
  const cursor: Cursor = { buf: Buffer.alloc(0), pos: 0, end: 0 };
  return (bytes, out, from = 0, to = bytes.length) => {
    cursor.buf = bytes;
    cursor.pos = from;
    cursor.end = to;
    for (const { into, value: constant } of constants) out[into] = constant;
    for (let i = 0; i < steps.length; i++) steps[i]?.(cursor, out);
    if (cursor.pos !== to) throw new DecodeFailure("bytes are left behind the record");
  };
}

type Step = (c: Cursor, out: Value[]) => void;

function stepOf(field: FieldNode, column: Column | undefined, records: KnownRecords): Step {
  if (column === undefined) {
    const skip: Skip = skipper(field.node, records);
    return skip;
  }
  const { read, into, entry } = column;
  if (entry.nullable) {
    return (c, out) => {
      out[into] = read(c);
    };
  }
  return (c, out) => {
    const value = read(c);
    if (value === null) throw new DecodeFailure(`\`${entry.name}\` is NULL, which it never is`);
    out[into] = value;
  };
}

function resolve(writer: RecordNode, options: AvroDecoderOptions, context: ReaderContext) {
  const { columns, what, own = false } = options;
  const found = new Map<FieldNode, Column>();
  const constants: { readonly into: number; readonly value: Value }[] = [];
  const readerFields = options.reader?.kind === "record" ? options.reader.fields : [];
  for (const [into, entry] of columns.entries()) {
    const wanted = readerFields.find(({ name }) => name === entry.name);
    const column = { ...entry, type: typeNamed(entry.type) };
    const fit = fitColumn(writer, column, [entry.name, ...(wanted?.aliases ?? [])]);
    if (fit.kind === "missing" && !own) {
      constants.push({ into, value: missing(entry, wanted, options) });
    } else if (fit.kind === "read" || (fit.kind === "nullable" && !own)) {
      found.set(fit.field, { entry, read: reader(fit.reading, context), into });
    } else {
      const { message, help } = misfitOf(fit, column, what);
      throw new PinionError("PN5504", message, { help });
    }
  }
  return { found, constants };
}

function missing(entry: ColumnEntry, wanted: FieldNode | undefined, { what }: AvroDecoderOptions): Value {
  if (wanted?.fallback !== undefined) {
    return avroDefault(wanted.node, wanted.fallback.json, typeNamed(entry.type));
  }
  if (entry.nullable) return null;
  throw new PinionError("PN5504", `the schema of ${what} has no field \`${entry.name}\``, {
    help: "declare the column as one that may be NULL, or give it a default in the reader's schema",
  });
}
