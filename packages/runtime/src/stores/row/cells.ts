import type { DataType, Value } from "@pinion/core";
import { checksumAt } from "./checksum.js";
import { damaged, fieldAt, isLacking, valueAt } from "./decode.js";
import { CHECKSUM_AT, HEADER_BYTES, SCHEMA_AT, type RowLayout } from "./layout.js";
import type { Convert } from "./reading.js";

/** A packed row among other bytes; `view` is over all memory of these. */
export interface PackedRow {
  readonly bytes: Buffer;
  readonly view: DataView;
  readonly start: number;
  readonly end: number;
}

/** Where a field stands in rows of a layout. */
export interface Cell {
  readonly type: DataType;
  /** From the row's start on. */
  readonly at: number;
  readonly nullByte: number;
  readonly nullBit: number;
  readonly layout: RowLayout;
  /** Makes a value that is read what its reader declares; undefined where it is that. */
  readonly convert: Convert | undefined;
}

/** Undefined where rows of the layout have no such field. */
export function cellOf(
  layout: RowLayout,
  name: string,
  convertOf: (stored: DataType) => Convert | undefined,
): Cell | undefined {
  const position = layout.schema.fields.findIndex((field) => field.name === name);
  const type = layout.schema.fields[position]?.type;
  if (type === undefined) return undefined;
  const nullByte = HEADER_BYTES + (position >> 3);
  return {
    type,
    at: fieldAt(layout, position),
    nullByte,
    nullBit: 1 << (position & 7),
    layout,
    convert: convertOf(type),
  };
}

/** Throws PN6002 where a row's bytes are damaged. */
export function checkRow({ bytes, view, start, end }: PackedRow, layout: RowLayout): void {
  const shortest = layout.ends + 4 * layout.variableCount;
  if (end - start < shortest) throw damaged();
  const told = view.getUint32(bytes.byteOffset + start + CHECKSUM_AT, true);
  if (told !== checksumAt(bytes, view, start + SCHEMA_AT, end)) throw damaged();
}

/** Whether no field of a row is NULL or was deleted. */
export function hasEveryValue({ bytes, view, start }: PackedRow, { schema }: RowLayout): boolean {
  const first = bytes.byteOffset + start + HEADER_BYTES;
  const end = first + ((schema.fields.length + 7) >> 3);
  let lacking = 0;
  for (let at = first; at < end; at++) lacking |= view.getUint8(at);
  return lacking === 0;
}

/** The value of a field, of the type that its reader declares; null is NULL, undefined one that was deleted. */
export function readCell(cell: Cell, { bytes, view, start }: PackedRow): Value | undefined {
  const base = bytes.byteOffset + start;
  if ((view.getUint8(base + cell.nullByte) & cell.nullBit) !== 0)
    return isLacking(cell.type, cell.layout, view, base, cell.at) ? undefined : null;
  const value = valueAt(cell.type, cell.layout, bytes, view, start, cell.at);
  return cell.convert === undefined ? value : cell.convert(value);
}
