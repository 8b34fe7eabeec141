import { PinionError, toInt64, type DataType, type Int64, type Value } from "@pinion/core";
import { checksum } from "./checksum.js";
import { readInt64 } from "./int64.js";
import { AS_OF_AT, CHECKSUM_AT, FORMAT, HEADER_BYTES, SCHEMA_AT, type RowLayout } from "./layout.js";
import { unpackVariable } from "./variable.js";

/** The fields asked for, by position; undefined where the schema lacks one. */
export type DecodeRow = (row: Buffer) => (Value | undefined)[];

/** The id of a row's schema. Throws PN6002 where the bytes are no row of this format. */
export function rowSchemaId(row: Buffer): number {
  checkHeader(row);
  return row.readUInt32LE(SCHEMA_AT);
}

export function rowAsOf(row: Buffer): Int64 {
  checkHeader(row);
  return readInt64(row, AS_OF_AT);
}

/** Where a field asked for stands, and how it is read. */
interface FieldPlan {
  readonly kind: DataType["kind"] | "absent";
  readonly type: DataType;
  /** Of fixed fields their offset, of variable ones the offset of their end. */
  readonly at: number;
  readonly first: boolean;
  readonly nullByte: number;
  readonly nullBit: number;
}

/** A decoder of some fields, which reads no others. Throws PN6002 where a row's bytes are damaged. */
export function decoderOf(layout: RowLayout, names: readonly string[]): DecodeRow {
  const positions = new Map(layout.schema.fields.map((field, i) => [field.name, i]));
  const plans = names.map((name) => planOf(layout, positions.get(name)));
  const dataStart = layout.ends + 4 * layout.variableCount;
  return (row) => {
    const view = new DataView(row.buffer, row.byteOffset, row.length);
    if (row.length < dataStart || view.getUint32(CHECKSUM_AT, true) !== checksum(row)) throw damaged();
    const values: (Value | undefined)[] = [];
    for (const plan of plans) {
      const isNull = ((row[plan.nullByte] ?? 0) & plan.nullBit) !== 0;
      values.push(isNull ? null : readField(plan, row, view, dataStart));
    }
    return values;
  };
}

function planOf(layout: RowLayout, position: number | undefined): FieldPlan {
  const type = position === undefined ? undefined : layout.schema.fields[position]?.type;
  if (position === undefined || type === undefined) {
    return { kind: "absent", type: { kind: "void" }, at: 0, first: false, nullByte: 0, nullBit: 0 };
  }
  const slot = layout.slots[position] ?? 0;
  return {
    kind: type.kind,
    type,
    at: slot >= 0 ? slot : layout.ends + 4 * (-1 - slot),
    first: slot === -1,
    nullByte: HEADER_BYTES + (position >> 3),
    nullBit: 1 << (position & 7),
  };
}

const TWO_32 = 4294967296;

function readField(plan: FieldPlan, row: Buffer, view: DataView, dataStart: number): Value | undefined {
  const { at } = plan;
  switch (plan.kind) {
    case "double":
      return view.getFloat64(at, true);
    case "bigint":
    case "timestamp":
    case "dayTimeInterval": {
      const high = view.getInt32(at + 4, true);
      // Beyond 2^53 a double would lose units.
      if (high >= 2097152 || high < -2097151) return toInt64(view.getBigInt64(at, true));
      return high * TWO_32 + view.getUint32(at, true);
    }
    case "float":
      return view.getFloat32(at, true);
    case "int":
    case "date":
    case "yearMonthInterval":
      return view.getInt32(at, true);
    case "boolean":
      return view.getUint8(at) !== 0;
    case "smallint":
      return view.getInt16(at, true);
    case "tinyint":
      return view.getInt8(at);
    case "absent":
      return undefined;
    default:
      return readVariable(plan, row, view, dataStart);
  }
}

function readVariable({ at, first, type }: FieldPlan, row: Buffer, view: DataView, dataStart: number): Value {
  const start = first ? 0 : view.getUint32(at - 4, true);
  const end = view.getUint32(at, true);
  try {
    return unpackVariable(row, dataStart + start, dataStart + end, type);
  } catch (error) {
    throw error instanceof RangeError ? damaged() : error;
  }
}

function checkHeader(row: Buffer): void {
  if (row.length < HEADER_BYTES) throw damaged();
  if (row[0] !== FORMAT) {
    throw new PinionError(
      "PN6003",
      `a stored row has format ${row[0] ?? 0}, this version reads format ${FORMAT}`,
      {
        help: "materialise the table again, or read it with the version that wrote it",
      },
    );
  }
}

const damaged = (): PinionError =>
  new PinionError("PN6002", "a stored row is damaged: its checksum does not hold", {
    help: "materialise the table again; the source of the damage is the store or its disk",
  });
