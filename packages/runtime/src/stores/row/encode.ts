import type { Int64, Value } from "@pinion/core";
import { checksum } from "./checksum.js";
import { writeInt64 } from "./int64.js";
import { AS_OF_AT, CHECKSUM_AT, FORMAT, HEADER_BYTES, LACKING, SCHEMA_AT, type RowLayout } from "./layout.js";
import { packVariable, writeFixed } from "./variable.js";

/** The packed row of values, by the position of the schema's fields; those at the positions `lacking` are not there. */
export function encodeRow(
  layout: RowLayout,
  asOf: Int64,
  values: readonly (Value | undefined)[],
  lacking?: ReadonlySet<number>,
): Buffer {
  const { schema, slots, ends, variableCount } = layout;
  const variable: (Buffer | undefined)[] = [];
  let size = ends + 4 * variableCount;
  schema.fields.forEach(({ type }, i) => {
    const value = values[i] ?? null;
    if ((slots[i] ?? 0) >= 0) return;
    const bytes = lacking?.has(i) === true ? LACKS : value === null ? undefined : packVariable(value, type);
    size += bytes?.length ?? 0;
    variable.push(bytes);
  });

  const row = Buffer.alloc(size);
  row[0] = FORMAT;
  row.writeUInt32LE(layout.id, SCHEMA_AT);
  writeInt64(row, asOf, AS_OF_AT);
  schema.fields.forEach(({ type }, i) => {
    const lacks = lacking?.has(i) === true;
    const value = lacks ? null : (values[i] ?? null);
    const slot = slots[i] ?? 0;
    if (value === null) {
      const byte = HEADER_BYTES + (i >> 3);
      row[byte] = (row[byte] ?? 0) | (1 << (i & 7));
      if (lacks && slot >= 0) row[slot] = LACKING;
    } else if (slot >= 0) {
      writeFixed(row, slot, value, type);
    }
  });
  const start = ends + 4 * variableCount;
  let at = start;
  variable.forEach((bytes, i) => {
    if (bytes !== undefined) {
      row.set(bytes, at);
      at += bytes.length;
    }
    row.writeUInt32LE(at - start, ends + 4 * i);
  });
  row.writeUInt32LE(checksum(row), CHECKSUM_AT);
  return row;
}

const LACKS = Buffer.of(LACKING);
