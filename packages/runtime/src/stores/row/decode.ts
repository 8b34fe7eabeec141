import { PinionError, toInt64, type DataType, type Int64, type Value } from "@pinion/core";
import { checksumAt } from "./checksum.js";
import { readInt64 } from "./int64.js";
import { AS_OF_AT, CHECKSUM_AT, FORMAT, HEADER_BYTES, SCHEMA_AT, type RowLayout } from "./layout.js";
import type { Convert } from "./reading.js";
import { fixedWidth } from "./schema.js";
import { unpackVariable } from "./variable.js";
import { openWindow } from "./window.js";

/** The fields asked for, by position; undefined where the row lacks one. */
export type DecodeRow = (row: Buffer) => (Value | undefined)[];

/**
 * Decodes the row that stands from `start` to the end of the bytes, and puts the fields asked for at their positions in
 * `values`. What the row lacks is left as it is. `view` is over all memory of the bytes.
 */
export type ReadRow = (bytes: Buffer, view: DataView, start: number, values: (Value | undefined)[]) => void;

/** The id of a row's schema. Throws PN6002 where the bytes are no row of this format. */
export function rowSchemaId(row: Buffer, start = 0): number {
  checkHeader(row, start);
  return row.readUInt32LE(start + SCHEMA_AT);
}

export function rowAsOf(row: Buffer, start = 0): Int64 {
  checkHeader(row, start);
  return readInt64(row, start + AS_OF_AT);
}

/** A decoder of some fields. Throws PN6002 where a row's bytes are damaged. */
export function decoderOf(layout: RowLayout, names: readonly string[]): DecodeRow {
  const read = rowReader(layout, names);
  const window = openWindow();
  return (row) => {
    const values = Array.from<Value | undefined>({ length: names.length });
    read(row, window(row), 0, values);
    return values;
  };
}

/** Fields of one width and meaning: where each stands, where its value goes, and its bit of the NULL bitmap. */
interface Run {
  readonly kind: "int64" | "double" | "int32" | "float" | "other";
  readonly at: Int32Array;
  readonly to: Int32Array;
  readonly nullByte: Int32Array;
  readonly nullBit: Int32Array;
  readonly types: readonly DataType[];
}

/**
 * A decoder made for a schema and some names of it: fields of one kind are read in one loop, the NULL bitmap is
 * tested field by field only where a bit of it is set, and nothing but the values is allocated. What stands for a name
 * that is undefined is not read; values are converted, where their name's position has something that does.
 */
export function rowReader(
  layout: RowLayout,
  names: readonly (string | undefined)[],
  converts: readonly (Convert | undefined)[] = [],
): ReadRow {
  const read = plainReader(layout, names);
  const converted = converts.flatMap((convert, at) => (convert === undefined ? [] : [{ convert, at }]));
  if (converted.length === 0) return read;
  return (bytes, view, start, values) => {
    read(bytes, view, start, values);
    for (const { convert, at } of converted) {
      const value = values[at];
      if (value !== undefined && value !== null) values[at] = convert(value);
    }
  };
}

function plainReader(layout: RowLayout, names: readonly (string | undefined)[]): ReadRow {
  const runs = runsOf(layout, names);
  const bitmapEnd = HEADER_BYTES + ((layout.schema.fields.length + 7) >> 3);
  const dataStart = layout.ends + 4 * layout.variableCount;
  return (bytes, view, start, values) => {
    const base = bytes.byteOffset + start;
    const end = bytes.length;
    if (end - start < dataStart) throw damaged();
    if (view.getUint32(base + CHECKSUM_AT, true) !== checksumAt(bytes, view, start + SCHEMA_AT, end)) {
      throw damaged();
    }
    let nulls = 0;
    for (let at = base + HEADER_BYTES; at < base + bitmapEnd; at++) nulls |= view.getUint8(at);
    for (const run of runs) readRun(run, layout, bytes, view, start, nulls !== 0, values);
  };
}

function readRun(
  { kind, at, to, nullByte, nullBit, types }: Run,
  layout: RowLayout,
  bytes: Buffer,
  view: DataView,
  start: number,
  someNull: boolean,
  values: (Value | undefined)[],
): void {
  const base = bytes.byteOffset + start;
  for (let i = 0; i < at.length; i++) {
    const target = to[i] ?? 0;
    if (someNull && (view.getUint8(base + (nullByte[i] ?? 0)) & (nullBit[i] ?? 0)) !== 0) {
      if (!isLacking(types[i], layout, view, base, at[i] ?? 0)) values[target] = null;
      continue;
    }
    const place = base + (at[i] ?? 0);
    switch (kind) {
      case "int64":
        values[target] = int64At(view, place);
        break;
      case "double":
        values[target] = view.getFloat64(place, true);
        break;
      case "int32":
        values[target] = view.getInt32(place, true);
        break;
      case "float":
        values[target] = view.getFloat32(place, true);
        break;
      case "other":
        values[target] = readOther(types[i], layout, bytes, view, start, at[i] ?? 0);
    }
  }
}

/** Whether a field without a value is not there, rather than NULL. */
export function isLacking(
  type: DataType | undefined,
  layout: RowLayout,
  view: DataView,
  base: number,
  at: number,
): boolean {
  if (type === undefined || fixedWidth(type) > 0) return view.getUint8(base + at) !== 0;
  const from = at === layout.ends ? 0 : view.getUint32(base + at - 4, true);
  return view.getUint32(base + at, true) > from;
}

const TWO_32 = 4294967296;

export function int64At(view: DataView, place: number): Int64 {
  const high = view.getInt32(place + 4, true);
  // Beyond 2^53 a double would lose units.
  if (high >= 2097152 || high < -2097151) return toInt64(view.getBigInt64(place, true));
  return high * TWO_32 + view.getUint32(place, true);
}

/** The value of a field of any type that has one. */
export function valueAt(
  type: DataType,
  layout: RowLayout,
  bytes: Buffer,
  view: DataView,
  start: number,
  at: number,
): Value {
  const place = bytes.byteOffset + start + at;
  switch (kindOf(type)) {
    case "int64":
      return int64At(view, place);
    case "double":
      return view.getFloat64(place, true);
    case "int32":
      return view.getInt32(place, true);
    case "float":
      return view.getFloat32(place, true);
    case "other":
      return readOther(type, layout, bytes, view, start, at);
  }
}

function readOther(
  type: DataType | undefined,
  layout: RowLayout,
  bytes: Buffer,
  view: DataView,
  start: number,
  at: number,
): Value {
  const place = bytes.byteOffset + start + at;
  if (type === undefined) return null;
  switch (type.kind) {
    case "boolean":
      return view.getUint8(place) !== 0;
    case "smallint":
      return view.getInt16(place, true);
    case "tinyint":
      return view.getInt8(place);
    default: {
      const data = start + layout.ends + 4 * layout.variableCount;
      const from = at === layout.ends ? 0 : view.getUint32(place - 4, true);
      const to = view.getUint32(place, true);
      try {
        return unpackVariable(bytes, data + from, data + to, type);
      } catch (error) {
        throw error instanceof RangeError ? damaged() : error;
      }
    }
  }
}

function runsOf(layout: RowLayout, names: readonly (string | undefined)[]): readonly Run[] {
  const positions = new Map<string | undefined, number>(
    layout.schema.fields.map((field, i) => [field.name, i]),
  );
  const fields = names.flatMap((name, to) => {
    const position = positions.get(name);
    const type = position === undefined ? undefined : layout.schema.fields[position]?.type;
    if (position === undefined || type === undefined) return [];
    const at = fieldAt(layout, position);
    const nullByte = HEADER_BYTES + (position >> 3);
    return [{ type, kind: kindOf(type), at, to, nullByte, nullBit: 1 << (position & 7) }];
  });
  return KINDS.flatMap((kind) => {
    const own = fields.filter((field) => field.kind === kind);
    const column = (pick: (field: (typeof own)[number]) => number): Int32Array => Int32Array.from(own, pick);
    const run: Run = {
      kind,
      at: column(({ at }) => at),
      to: column(({ to }) => to),
      nullByte: column(({ nullByte }) => nullByte),
      nullBit: column(({ nullBit }) => nullBit),
      types: own.map(({ type }) => type),
    };
    return own.length === 0 ? [] : [run];
  });
}

/** Where a field stands, from the row's start on; of variable fields the place of their end. */
export function fieldAt(layout: RowLayout, position: number): number {
  const slot = layout.slots[position] ?? 0;
  return slot >= 0 ? slot : layout.ends + 4 * (-1 - slot);
}

const KINDS = ["int64", "double", "int32", "float", "other"] as const;

function kindOf(type: DataType): Run["kind"] {
  switch (type.kind) {
    case "bigint":
    case "timestamp":
    case "dayTimeInterval":
    case "time":
      return "int64";
    case "int":
    case "date":
    case "yearMonthInterval":
      return "int32";
    case "double":
    case "float":
      return type.kind;
    default:
      return "other";
  }
}

function checkHeader(row: Buffer, start: number): void {
  if (row.length - start < HEADER_BYTES) throw damaged();
  const format = row[start] ?? 0;
  if (format !== FORMAT) {
    throw new PinionError(
      "PN6003",
      `a stored row has format ${format}, this version reads format ${FORMAT}`,
      {
        help: "materialise the table again, or read it with the version that wrote it",
      },
    );
  }
}

export const damaged = (): PinionError =>
  new PinionError("PN6002", "a stored row is damaged: its checksum does not hold", {
    help: "materialise the table again; the source of the damage is the store or its disk",
  });
