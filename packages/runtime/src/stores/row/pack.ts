import type { DataType, Int64, Value } from "@pinion/core";
import { checksumAt } from "./checksum.js";
import { AS_OF_AT, CHECKSUM_AT, FORMAT, HEADER_BYTES, SCHEMA_AT, type RowLayout } from "./layout.js";
import { packVariable } from "./variable.js";

/** Packs rows of one layout one behind the other, into bytes of the caller's. */
export interface RowPacker {
  /** How many bytes the row of these values takes; `write` then writes the row that was measured last. */
  readonly measure: (values: readonly Value[]) => number;
  /** Writes it from `at` on; `bytes` and `view` are over all of one `ArrayBuffer`. */
  readonly write: (
    bytes: Uint8Array,
    view: DataView,
    at: number,
    asOf: Int64,
    values: readonly Value[],
  ) => void;
}

type WriteField = (view: DataView, at: number, value: Value) => void;

/** The bytes are those of `encodeRow`. */
export function rowPacker(layout: RowLayout): RowPacker {
  const { schema, slots, ends, variableCount, id } = layout;
  const writes = schema.fields.map(({ type }) => fieldWriter(type));
  const variable: (Buffer | undefined)[] = Array.from({ length: variableCount });
  const start = ends + 4 * variableCount;
  let size = start;

  const measure = (values: readonly Value[]): number => {
    if (variableCount === 0) return size;
    size = start;
    schema.fields.forEach(({ type }, i) => {
      const slot = slots[i] ?? 0;
      if (slot >= 0) return;
      const value = values[i] ?? null;
      const packed = value === null ? undefined : packVariable(value, type);
      variable[-1 - slot] = packed;
      size += packed?.length ?? 0;
    });
    return size;
  };

  return {
    measure,
    write: (bytes, view, at, asOf, values) => {
      bytes.fill(0, at, at + start);
      bytes[at] = FORMAT;
      view.setUint32(at + SCHEMA_AT, id, true);
      setInt64(view, at + AS_OF_AT, asOf);
      for (let i = 0; i < writes.length; i++) {
        const value = values[i] ?? null;
        const slot = slots[i] ?? 0;
        if (value === null) {
          const byte = at + HEADER_BYTES + (i >> 3);
          bytes[byte] = (bytes[byte] ?? 0) | (1 << (i & 7));
        } else if (slot >= 0) {
          writes[i]?.(view, at + slot, value);
        }
      }
      let length = 0;
      for (let i = 0; i < variableCount; i++) {
        const packed = variable[i];
        if (packed !== undefined) {
          bytes.set(packed, at + start + length);
          length += packed.length;
        }
        view.setUint32(at + ends + 4 * i, length, true);
      }
      view.setUint32(at + CHECKSUM_AT, checksumAt(bytes, view, at + SCHEMA_AT, at + size), true);
    },
  };
}

function fieldWriter(type: DataType): WriteField {
  switch (type.kind) {
    case "boolean":
      return (view, at, value) => view.setUint8(at, value === true ? 1 : 0);
    case "tinyint":
      return (view, at, value) => view.setInt8(at, value as number);
    case "smallint":
      return (view, at, value) => view.setInt16(at, value as number, true);
    case "int":
    case "date":
    case "yearMonthInterval":
      return (view, at, value) => view.setInt32(at, value as number, true);
    case "float":
      return (view, at, value) => view.setFloat32(at, value as number, true);
    case "double":
      return (view, at, value) => view.setFloat64(at, value as number, true);
    default:
      return (view, at, value) => setInt64(view, at, value as Int64);
  }
}

const TWO_32 = 4_294_967_296;

function setInt64(view: DataView, at: number, value: Int64): void {
  if (typeof value === "bigint") {
    view.setBigInt64(at, value, true);
    return;
  }
  const high = Math.floor(value / TWO_32);
  view.setUint32(at, value - high * TWO_32, true);
  view.setInt32(at + 4, high, true);
}
