import type { Column, DataType, Value } from "@pinion/core";

/**
 * Values by the position of their observation, NULL unless set. Numbers stand in `numbers` (BOOLEAN as 0 and 1); 64-bit
 * integers too, until one comes that a double does not hold.
 */
export interface ValueColumn {
  readonly type: DataType;
  numbers: Float64Array | undefined;
  values: Value[] | undefined;
  /** Bit i (of byte i >> 3) is 1 where there is a value. */
  readonly valid: Uint8Array;
}

export function valueColumn(type: DataType, size: number): ValueColumn {
  const valid = new Uint8Array(((size + 63) >> 6) * 8);
  return holdsNumbers(type)
    ? { type, numbers: new Float64Array(size), values: undefined, valid }
    : { type, numbers: undefined, values: Array.from<Value>({ length: size }).fill(null), valid };
}

/** Whether values of the type are numbers of JavaScript, or mostly. */
export function holdsNumbers(type: DataType): boolean {
  switch (type.kind) {
    case "boolean":
    case "tinyint":
    case "smallint":
    case "int":
    case "date":
    case "float":
    case "double":
    case "bigint":
    case "timestamp":
      return true;
    default:
      return false;
  }
}

/** Of a column of numbers. */
export function setNumber(column: ValueColumn, row: number, value: number): void {
  const { numbers, valid } = column;
  if (numbers === undefined) {
    setValue(column, row, value);
    return;
  }
  numbers[row] = value;
  valid[row >> 3] = (valid[row >> 3] ?? 0) | (1 << (row & 7));
}

export function setValue(column: ValueColumn, row: number, value: Value): void {
  if (value === null) {
    column.valid[row >> 3] = (column.valid[row >> 3] ?? 0) & ~(1 << (row & 7));
    return;
  }
  if (column.numbers !== undefined) {
    if (typeof value === "number" || typeof value === "boolean") {
      setNumber(column, row, Number(value));
      return;
    }
    column.values = Array.from(column.numbers);
    column.numbers = undefined;
  }
  if (column.values !== undefined) column.values[row] = value;
  column.valid[row >> 3] = (column.valid[row >> 3] ?? 0) | (1 << (row & 7));
}

export const isValid = ({ valid }: ValueColumn, row: number): boolean =>
  ((valid[row >> 3] ?? 0) & (1 << (row & 7))) !== 0;

export function getValue(column: ValueColumn, row: number): Value {
  if (!isValid(column, row)) return null;
  if (column.numbers === undefined) return column.values?.[row] ?? null;
  const number = column.numbers[row] ?? 0;
  return column.type.kind === "boolean" ? number !== 0 : number;
}

/** Rows `from` (a multiple of 8) to before `to` as a column that DuckDB's vectors are written from. */
export function columnSlice(column: ValueColumn, from: number, to: number): Column {
  const validity = column.valid.subarray(from >> 3, (to + 7) >> 3);
  if (column.numbers === undefined) return { validity, values: (column.values ?? []).slice(from, to) };
  const numbers = column.numbers.subarray(from, to);
  switch (column.type.kind) {
    case "boolean":
      return { validity, values: Uint8Array.from(numbers) };
    case "tinyint":
    case "smallint":
    case "int":
    case "date":
      return { validity, values: Int32Array.from(numbers) };
    case "float":
      return { validity, values: Float32Array.from(numbers) };
    default:
      return { validity, values: numbers };
  }
}
