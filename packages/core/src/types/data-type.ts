/**
 * The types of the expression language: Spark SQL's.
 *
 * A DataType is plain readonly data; compare with {@link sameType}, print with `showType`.
 */
export type DataType =
  | { readonly kind: "void" }
  | { readonly kind: "boolean" }
  | { readonly kind: "tinyint" }
  | { readonly kind: "smallint" }
  | { readonly kind: "int" }
  | { readonly kind: "bigint" }
  | { readonly kind: "float" }
  | { readonly kind: "double" }
  | DecimalType
  | { readonly kind: "string" }
  | { readonly kind: "binary" }
  | { readonly kind: "date" }
  | { readonly kind: "timestamp" }
  | TimeType
  | { readonly kind: "yearMonthInterval"; readonly start: YearMonthField; readonly end: YearMonthField }
  | { readonly kind: "dayTimeInterval"; readonly start: DayTimeField; readonly end: DayTimeField }
  | { readonly kind: "calendarInterval" }
  | ArrayType
  | MapType
  | StructType;

export type TypeKind = DataType["kind"];

export type YearMonthField = "year" | "month";
export type DayTimeField = "day" | "hour" | "minute" | "second";

/** A fixed-point number of `precision` digits (1 to 38), `scale` of them after the point. */
export interface DecimalType {
  readonly kind: "decimal";
  readonly precision: number;
  readonly scale: number;
}

/** A time of day; `precision` is how many digits of a second's fraction it is told with, 0 to 6. */
export interface TimeType {
  readonly kind: "time";
  readonly precision: number;
}

export interface ArrayType {
  readonly kind: "array";
  readonly element: DataType;
}

export interface MapType {
  readonly kind: "map";
  readonly key: DataType;
  readonly value: DataType;
}

export interface StructType {
  readonly kind: "struct";
  readonly fields: readonly StructField[];
}

export interface StructField {
  readonly name: string;
  readonly type: DataType;
}

export const VOID = { kind: "void" } as const;
export const BOOLEAN = { kind: "boolean" } as const;
export const TINYINT = { kind: "tinyint" } as const;
export const SMALLINT = { kind: "smallint" } as const;
export const INT = { kind: "int" } as const;
export const BIGINT = { kind: "bigint" } as const;
export const FLOAT = { kind: "float" } as const;
export const DOUBLE = { kind: "double" } as const;
export const STRING = { kind: "string" } as const;
export const BINARY = { kind: "binary" } as const;
export const DATE = { kind: "date" } as const;
export const TIMESTAMP = { kind: "timestamp" } as const;
export const TIME = { kind: "time", precision: 6 } as const;
export const CALENDAR_INTERVAL = { kind: "calendarInterval" } as const;
export const DAY_SECOND_INTERVAL = { kind: "dayTimeInterval", start: "day", end: "second" } as const;
export const YEAR_MONTH_INTERVAL = { kind: "yearMonthInterval", start: "year", end: "month" } as const;

export const decimal = (precision: number, scale: number): DecimalType => ({
  kind: "decimal",
  precision,
  scale,
});
export const arrayOf = (element: DataType): ArrayType => ({ kind: "array", element });
export const mapOf = (key: DataType, value: DataType): MapType => ({ kind: "map", key, value });
export const structOf = (fields: readonly StructField[]): StructType => ({ kind: "struct", fields });

/** Whether two types are the same type, struct field names included (case-sensitively). */
export function sameType(a: DataType, b: DataType): boolean {
  if (a === b) return true;
  switch (a.kind) {
    case "decimal":
      return b.kind === "decimal" && a.precision === b.precision && a.scale === b.scale;
    case "time":
      return b.kind === "time" && a.precision === b.precision;
    case "array":
      return b.kind === "array" && sameType(a.element, b.element);
    case "map":
      return b.kind === "map" && sameType(a.key, b.key) && sameType(a.value, b.value);
    case "struct":
      return (
        b.kind === "struct" &&
        a.fields.length === b.fields.length &&
        a.fields.every((field, i) => {
          const other = b.fields[i];
          return other !== undefined && field.name === other.name && sameType(field.type, other.type);
        })
      );
    case "yearMonthInterval":
    case "dayTimeInterval":
      return b.kind === a.kind && a.start === b.start && a.end === b.end;
    default:
      return a.kind === b.kind;
  }
}
