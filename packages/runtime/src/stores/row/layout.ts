import type { RowSchema } from "../../ports.js";
import { fixedWidth, schemaId } from "./schema.js";

/*
 * A packed row, little-endian:
 *
 *   0  u8   format, 1
 *   1  u32  CRC-32 over all that follows
 *   5  u32  row-schema id
 *   9  i64  as-of time, microseconds since the epoch
 *  17       bitmap: bit i set where field i has no value
 *   …       fixed-width fields in the schema's order, those without a value too
 *   …  u32  for each variable field, where its bytes end, counted from the end of this table
 *   …       the bytes of the variable fields
 *
 * A field without a value is NULL where its bytes are zeros, or none; one that begins with LACKING is not there at all.
 */

export const FORMAT = 1;
export const CHECKSUM_AT = 1;
export const SCHEMA_AT = 5;
export const AS_OF_AT = 9;
export const HEADER_BYTES = 17;
/** The first byte of a field that was deleted. */
export const LACKING = 1;

/** Where the parts of a schema's rows stand. */
export interface RowLayout {
  readonly schema: RowSchema;
  readonly id: number;
  /** By field: its offset if it is of fixed width, otherwise the ordinal among variable fields, negated minus one. */
  readonly slots: readonly number[];
  /** Where the table of ends begins. */
  readonly ends: number;
  readonly variableCount: number;
}

export function layoutOf(schema: RowSchema): RowLayout {
  let at = HEADER_BYTES + ((schema.fields.length + 7) >> 3);
  let variableCount = 0;
  const slots: number[] = [];
  for (const { type } of schema.fields) {
    const width = fixedWidth(type);
    if (width === 0) {
      slots.push(-1 - variableCount);
      variableCount++;
    } else {
      slots.push(at);
      at += width;
    }
  }
  return { schema, id: schemaId(schema), slots, ends: at, variableCount };
}
