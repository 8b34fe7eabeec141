import type { Column, DataType, Value } from "@pinion/core";

/** Rows as columns, in the arrays that kernels read. */
export function columnOf(type: DataType, values: readonly Value[]): Column {
  const hasNull = values.includes(null);
  const validity = hasNull ? new Uint8Array((values.length + 7) >> 3) : null;
  if (validity !== null) {
    for (const [i, value] of values.entries()) {
      if (value !== null) validity[i >> 3] = (validity[i >> 3] ?? 0) | (1 << (i & 7));
    }
  }
  const array = arrayFor(type, values.length, values);
  for (const [i, value] of values.entries()) {
    array[i] = value === null ? garbage(type) : typeof value === "boolean" ? Number(value) : value;
  }
  return { values: array as Column["values"], validity };
}

/** An output as the caller of a kernel makes it. */
export const outputFor = (type: DataType, count: number): Column => ({
  values: arrayFor(type, count, []) as Column["values"],
  validity: new Uint8Array((count + 7) >> 3).fill(0b10101010),
});

/** What stands in the slots of NULLs: anything of the array's kind. */
const garbage = (type: DataType): Value => {
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
    case "dayTimeInterval":
      return 77;
    default:
      return null;
  }
};

function arrayFor(type: DataType, count: number, values: readonly Value[]): { [i: number]: Value } {
  switch (type.kind) {
    case "boolean":
      return new Uint8Array(count);
    case "tinyint":
    case "smallint":
    case "int":
    case "date":
    case "yearMonthInterval":
      return new Int32Array(count);
    case "float":
      return new Float32Array(count);
    case "double":
    case "time":
      return new Float64Array(count);
    case "bigint":
    case "timestamp":
    case "dayTimeInterval":
      return values.some((value) => typeof value === "bigint") ? [] : new Float64Array(count);
    default:
      return [];
  }
}

/** The values of a column as a row's. */
export function valuesOf(type: DataType, { values, validity }: Column, count: number): readonly Value[] {
  return Array.from({ length: count }, (_, i) => {
    if (validity !== null && ((validity[i >> 3] ?? 0) & (1 << (i & 7))) === 0) return null;
    const value = values[i] ?? null;
    return type.kind === "boolean" ? value === 1 : value;
  });
}
