import duckdb, { type Vector } from "@duckdb/node-bindings";
import type { Column, DataType, Int64, Value } from "@pinion/core";

/** Writes the first `count` values of a column into a vector of the same type. */
export function writeVector(vector: Vector, column: Column, type: DataType, count: number): void {
  const { validity, values } = column;
  if (validity !== null) writeValidity(vector, validity, count);
  switch (type.kind) {
    case "boolean":
      writeBytes(vector, Uint8Array.from(values as ArrayLike<unknown> as ArrayLike<number>, Number));
      return;
    case "tinyint":
      writeBytes(vector, Int8Array.from(values as Int32Array));
      return;
    case "smallint":
      writeBytes(vector, Int16Array.from(values as Int32Array));
      return;
    case "int":
    case "date":
    case "float":
    case "double":
      writeBytes(vector, (values as Float64Array).subarray(0, count));
      return;
    case "bigint":
    case "timestamp":
      writeBytes(
        vector,
        BigInt64Array.from({ length: count }, (_, i) => BigInt((values[i] as Int64 | null) ?? 0)),
      );
      return;
    case "decimal":
      writeDecimals(vector, values as readonly Value[], type.precision, count);
      return;
    case "string":
      for (let i = 0; i < count; i++) {
        const value = values[i];
        if (typeof value === "string")
          duckdb.vector_assign_string_element_len(vector, i, Buffer.from(value, "utf8"));
      }
      return;
    case "binary":
      for (let i = 0; i < count; i++) {
        const value = values[i];
        if (value instanceof Uint8Array) duckdb.vector_assign_string_element_len(vector, i, value);
      }
      return;
    case "array":
      writeLists(vector, values as readonly Value[], type.element, count);
      return;
    case "map": {
      // A map is a list of entries, and each entry a struct of key and value.
      const fields = [
        { name: "key", type: type.key },
        { name: "value", type: type.value },
      ];
      writeLists(vector, values as readonly Value[], { kind: "struct", fields }, count);
      return;
    }
    case "struct":
      type.fields.forEach((field, i) => {
        const parts = Array.from({ length: count }, (_, row): Value => {
          const value = values[row];
          return Array.isArray(value) ? ((value as readonly Value[])[i] ?? null) : null;
        });
        writeVector(
          duckdb.struct_vector_get_child(vector, i),
          columnOf(parts, field.type),
          field.type,
          count,
        );
      });
      return;
    default:
      throw new Error(`no vector holds ${type.kind}`);
  }
}

/** A column of values, as {@link writeVector} takes it. */
export function columnOf(values: readonly Value[], type: DataType): Column {
  const validity = new Uint8Array(((values.length + 63) >> 6) * 8);
  for (let i = 0; i < values.length; i++)
    if (values[i] !== null) validity[i >> 3] = (validity[i >> 3] ?? 0) | (1 << (i & 7));
  switch (type.kind) {
    case "boolean":
      return { validity, values: Uint8Array.from(values, (value) => (value === true ? 1 : 0)) };
    case "tinyint":
    case "smallint":
    case "int":
    case "date":
      return { validity, values: filled(new Int32Array(values.length), values) };
    case "float":
      return { validity, values: filled(new Float32Array(values.length), values) };
    case "double":
      return { validity, values: filled(new Float64Array(values.length), values) };
    default:
      return { validity, values: [...values] };
  }
}

function filled<Numbers extends Int32Array | Float32Array | Float64Array>(
  numbers: Numbers,
  values: readonly Value[],
): Numbers {
  for (let i = 0; i < values.length; i++) numbers[i] = Number(values[i]);
  return numbers;
}

function writeValidity(vector: Vector, validity: Uint8Array, count: number): void {
  duckdb.vector_ensure_validity_writable(vector);
  const bytes = (count + 7) >> 3;
  duckdb.copy_data_to_vector_validity(vector, 0, validity.buffer as ArrayBuffer, validity.byteOffset, bytes);
}

function writeBytes(vector: Vector, array: ArrayBufferView): void {
  if (array.byteLength === 0) return;
  duckdb.copy_data_to_vector(vector, 0, array.buffer as ArrayBuffer, array.byteOffset, array.byteLength);
}

function writeDecimals(vector: Vector, values: readonly Value[], precision: number, count: number): void {
  const digits = (i: number): bigint => (values[i] as bigint | null | undefined) ?? 0n;
  const rows = { length: count };
  if (precision <= 4)
    writeBytes(
      vector,
      Int16Array.from(rows, (_, i) => Number(digits(i))),
    );
  else if (precision <= 9)
    writeBytes(
      vector,
      Int32Array.from(rows, (_, i) => Number(digits(i))),
    );
  else if (precision <= 18)
    writeBytes(
      vector,
      BigInt64Array.from(rows, (_, i) => digits(i)),
    );
  else {
    const halves = new BigUint64Array(count * 2);
    for (let i = 0; i < count; i++) {
      halves[2 * i] = BigInt.asUintN(64, digits(i));
      halves[2 * i + 1] = BigInt.asUintN(64, digits(i) >> 64n);
    }
    writeBytes(vector, halves);
  }
}

function writeLists(vector: Vector, values: readonly Value[], element: DataType, count: number): void {
  const flat = writeEntries(vector, values, count);
  if (flat.length > 0)
    writeVector(duckdb.list_vector_get_child(vector), columnOf(flat, element), element, flat.length);
}

/** Where each list begins and how long it is; gives their items one behind the other. */
function writeEntries(vector: Vector, values: readonly Value[], count: number): readonly Value[] {
  const entries = new BigUint64Array(count * 2);
  const flat: Value[] = [];
  for (let i = 0; i < count; i++) {
    const list = values[i];
    if (!Array.isArray(list)) continue;
    entries[2 * i] = BigInt(flat.length);
    entries[2 * i + 1] = BigInt(list.length);
    for (const item of list as readonly Value[]) flat.push(item);
  }
  duckdb.list_vector_reserve(vector, flat.length);
  duckdb.list_vector_set_size(vector, flat.length);
  writeBytes(vector, entries);
  return flat;
}
