import { PinionError, type Int64, type Value } from "@pinion/core";
import { checksum } from "./checksum.js";
import { readInt64 } from "./int64.js";
import { AS_OF_AT, CHECKSUM_AT, FORMAT, HEADER_BYTES, SCHEMA_AT, type RowLayout } from "./layout.js";
import { readFixed, unpackVariable } from "./variable.js";

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

/** A decoder of some fields, which reads no others. Throws PN6002 where a row's bytes are damaged. */
export function decoderOf(layout: RowLayout, names: readonly string[]): DecodeRow {
  const positions = new Map(layout.schema.fields.map((field, i) => [field.name, i]));
  const wanted = names.map((name) => positions.get(name));
  const dataStart = layout.ends + 4 * layout.variableCount;
  return (row) => {
    if (row.length < dataStart || row.readUInt32LE(CHECKSUM_AT) !== checksum(row)) throw damaged();
    return wanted.map((position) =>
      position === undefined ? undefined : field(layout, dataStart, row, position),
    );
  };
}

function field(layout: RowLayout, dataStart: number, row: Buffer, position: number): Value {
  if (((row[HEADER_BYTES + (position >> 3)] ?? 0) & (1 << (position & 7))) !== 0) return null;
  const type = layout.schema.fields[position]?.type ?? { kind: "void" };
  const slot = layout.slots[position] ?? 0;
  if (slot >= 0) return readFixed(row, slot, type);
  const ordinal = -1 - slot;
  const start = ordinal === 0 ? 0 : row.readUInt32LE(layout.ends + 4 * (ordinal - 1));
  const end = row.readUInt32LE(layout.ends + 4 * ordinal);
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
