import duckdb, { type Vector } from "@duckdb/node-bindings";
import {
  toInt64,
  type Column,
  type ColumnValues,
  type DataType,
  type MapType,
  type StructType,
  type Value,
} from "@pinion/core";

/*
 * DuckDB's vectors and Pinion's columns, by raw memory: a promise and an object for each value would
 * cost more than the work itself. Layouts: https://duckdb.org/docs/stable/clients/c/vector
 */

const TWO_32 = 4294967296;
const STRING_BYTES = 16;
const INLINE_BYTES = 12;

/** The first `count` values of a vector. Numbers are views where memory allows, so not for keeping. */
export function readVector(vector: Vector, type: DataType, count: number): Column {
  return { values: readValues(vector, type, count), validity: readValidity(vector, count) };
}

/** Null where the vector has no NULL. */
export function readValidity(vector: Vector, count: number): Uint8Array | null {
  const bytes = duckdb.vector_get_validity(vector, ((count + 63) >> 6) * 8) as Uint8Array | null | undefined;
  return bytes ?? null;
}

function readValues(vector: Vector, type: DataType, count: number): ColumnValues {
  switch (type.kind) {
    case "boolean":
      return duckdb.vector_get_data(vector, count);
    case "tinyint": {
      const bytes = duckdb.vector_get_data(vector, count);
      return Int32Array.from(new Int8Array(bytes.buffer, bytes.byteOffset, count));
    }
    case "smallint": {
      const bytes = aligned(duckdb.vector_get_data(vector, count * 2), 2);
      return Int32Array.from(new Int16Array(bytes.buffer, bytes.byteOffset, count));
    }
    case "int":
    case "date": {
      const bytes = aligned(duckdb.vector_get_data(vector, count * 4), 4);
      return new Int32Array(bytes.buffer, bytes.byteOffset, count);
    }
    case "float": {
      const bytes = aligned(duckdb.vector_get_data(vector, count * 4), 4);
      return new Float32Array(bytes.buffer, bytes.byteOffset, count);
    }
    case "double": {
      const bytes = aligned(duckdb.vector_get_data(vector, count * 8), 8);
      return new Float64Array(bytes.buffer, bytes.byteOffset, count);
    }
    case "bigint":
    case "timestamp":
      return readInt64s(vector, count, readValidity(vector, count));
    case "decimal":
      return readDecimals(vector, type.precision, count);
    case "string":
      return readBytes(vector, count, (bytes, start, end) => bytes.toString("utf8", start, end), "");
    case "binary":
      return readBytes(
        vector,
        count,
        (bytes, start, end) => Uint8Array.from(bytes.subarray(start, end)),
        new Uint8Array(),
      );
    case "array":
      return readLists(vector, type.element, count);
    case "map":
      return readMaps(vector, type, count);
    case "struct":
      return readStructs(vector, type, count);
    default:
      throw new Error(`no vector holds ${type.kind}`);
  }
}

/** Typed arrays need their offset to be a multiple of the element's size. */
function aligned(bytes: Uint8Array, size: number): Uint8Array {
  return bytes.byteOffset % size === 0 ? bytes : new Uint8Array(bytes);
}

function readInt64s(vector: Vector, count: number, validity: Uint8Array | null): ColumnValues {
  const bytes = aligned(duckdb.vector_get_data(vector, count * 8), 8);
  const halves = new Int32Array(bytes.buffer, bytes.byteOffset, count * 2);
  const numbers = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const high = halves[2 * i + 1] ?? 0;
    if (high >= 2097152 || high < -2097151) {
      if (validity === null || ((validity[i >> 3] ?? 0) & (1 << (i & 7))) !== 0)
        return wideInt64s(bytes, count);
      continue;
    }
    numbers[i] = high * TWO_32 + ((halves[2 * i] ?? 0) >>> 0);
  }
  return numbers;
}

function wideInt64s(bytes: Uint8Array, count: number): Value[] {
  const wide = new BigInt64Array(bytes.buffer, bytes.byteOffset, count);
  return Array.from(wide, toInt64);
}

function readDecimals(vector: Vector, precision: number, count: number): Value[] {
  if (precision <= 4) {
    const bytes = aligned(duckdb.vector_get_data(vector, count * 2), 2);
    return Array.from(new Int16Array(bytes.buffer, bytes.byteOffset, count), BigInt);
  }
  if (precision <= 9) {
    const bytes = aligned(duckdb.vector_get_data(vector, count * 4), 4);
    return Array.from(new Int32Array(bytes.buffer, bytes.byteOffset, count), BigInt);
  }
  if (precision <= 18) {
    const bytes = aligned(duckdb.vector_get_data(vector, count * 8), 8);
    return Array.from(new BigInt64Array(bytes.buffer, bytes.byteOffset, count));
  }
  const bytes = aligned(duckdb.vector_get_data(vector, count * 16), 8);
  const halves = new BigUint64Array(bytes.buffer, bytes.byteOffset, count * 2);
  return Array.from({ length: count }, (_, i) =>
    BigInt.asIntN(128, ((halves[2 * i + 1] ?? 0n) << 64n) | (halves[2 * i] ?? 0n)),
  );
}

type Make = (bytes: Buffer, start: number, end: number) => Value;

/** Texts and bytes: a length, then the bytes themselves if they are few, otherwise four of them and a pointer. */
function readBytes(vector: Vector, count: number, make: Make, empty: Value): Value[] {
  const data = duckdb.vector_get_data(vector, count * STRING_BYTES);
  const buffer = Buffer.from(data.buffer as ArrayBuffer, data.byteOffset, data.byteLength);
  const validity = readValidity(vector, count);
  const values: Value[] = [];
  for (let i = 0; i < count; i++) {
    if (validity !== null && ((validity[i >> 3] ?? 0) & (1 << (i & 7))) === 0) {
      values.push(empty);
      continue;
    }
    const at = i * STRING_BYTES;
    const length = buffer.readUInt32LE(at);
    if (length === 0) values.push(empty);
    else if (length <= INLINE_BYTES) values.push(make(buffer, at + 4, at + 4 + length));
    else {
      const far = duckdb.get_data_from_pointer(data.buffer as ArrayBuffer, data.byteOffset + at + 8, length);
      values.push(make(Buffer.from(far.buffer as ArrayBuffer, far.byteOffset, length), 0, length));
    }
  }
  return values;
}

function readStructs(vector: Vector, { fields }: StructType, count: number): Value[] {
  const validity = readValidity(vector, count);
  const children = fields.map(({ type }, i) =>
    readVector(duckdb.struct_vector_get_child(vector, i), type, count),
  );
  return Array.from({ length: count }, (_, row) => {
    if (validity !== null && ((validity[row >> 3] ?? 0) & (1 << (row & 7))) === 0) return null;
    return fields.map(({ type }, i) => {
      const child = children[i];
      return child === undefined ? null : valueAt(child, type, row);
    });
  });
}

/** A map is a list of pairs. */
function readMaps(vector: Vector, { key, value }: MapType, count: number): Value[] {
  const pair: StructType = {
    kind: "struct",
    fields: [
      { name: "key", type: key },
      { name: "value", type: value },
    ],
  };
  return readLists(vector, pair, count);
}

function readLists(vector: Vector, element: DataType, count: number): Value[] {
  const bytes = aligned(duckdb.vector_get_data(vector, count * 16), 8);
  const entries = new BigUint64Array(bytes.buffer, bytes.byteOffset, count * 2);
  const validity = readValidity(vector, count);
  const size = Number(duckdb.list_vector_get_size(vector));
  const child = readVector(duckdb.list_vector_get_child(vector), element, size);
  const numbers = child.validity === null && element.kind !== "boolean" ? child.values : undefined;
  return Array.from({ length: count }, (_, i) => {
    if (validity !== null && ((validity[i >> 3] ?? 0) & (1 << (i & 7))) === 0) return null;
    const start = Number(entries[2 * i] ?? 0n);
    // Lists may hold millions of numbers: eight bytes each, copied at once.
    if (numbers !== undefined && !Array.isArray(numbers))
      return Array.from(numbers.subarray(start, start + Number(entries[2 * i + 1] ?? 0n)));
    return Array.from({ length: Number(entries[2 * i + 1] ?? 0n) }, (_none, j) =>
      valueAt(child, element, start + j),
    );
  });
}

/** One value of a column, NULL as `null`. */
export function valueAt(column: Column, type: DataType, row: number): Value {
  const { validity, values } = column;
  if (validity !== null && ((validity[row >> 3] ?? 0) & (1 << (row & 7))) === 0) return null;
  const value = values[row] ?? null;
  return type.kind === "boolean" ? value === 1 || value === true : value;
}

/** The same of a column whose values are read one after the other. */
export function valueReader(column: Column, type: DataType): (row: number) => Value {
  const { validity, values } = column;
  if (type.kind === "boolean") return (row) => valueAt(column, type, row);
  if (validity === null) return (row) => values[row] ?? null;
  return (row) => (((validity[row >> 3] ?? 0) & (1 << (row & 7))) === 0 ? null : (values[row] ?? null));
}
