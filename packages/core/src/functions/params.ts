import {
  arrayOf,
  BIGINT,
  BINARY,
  BOOLEAN,
  DATE,
  decimal,
  decimalOfIntegral,
  DOUBLE,
  FLOAT,
  INT,
  isAtomic,
  isDatetime,
  isIntegral,
  isNumeric,
  mapOf,
  sameType,
  showType,
  STRING,
  TIMESTAMP,
  type DataType,
} from "../types/index.js";

/**
 * What a parameter takes. `convert` gives the type that an argument is implicitly converted to, the
 * argument's own where it fits as it is, or undefined where nothing leads there: Spark's `implicitCast`
 * with ANSI off.
 */
export interface Param {
  readonly shown: string;
  readonly convert: (from: DataType) => DataType | undefined;
}

/** One type exactly, or what converts to it. */
export function of(type: DataType): Param {
  return { shown: showType(type), convert: (from) => implicitType(from, type) };
}

const group = (
  shown: string,
  has: (type: DataType) => boolean,
  otherwise: (from: DataType) => DataType | undefined,
): Param => ({
  shown,
  convert: (from) => (has(from) ? from : otherwise(from)),
});

export const anyType: Param = { shown: "any type", convert: (from) => from };

/** Any number; a text becomes a DOUBLE. */
export const numeric: Param = group("a number", isNumeric, (from) =>
  from.kind === "void" || from.kind === "string" ? DOUBLE : undefined,
);

export const integral: Param = group("an integer", isIntegral, (from) =>
  from.kind === "void" ? INT : undefined,
);

/** Text or bytes; another atom becomes text. */
export const stringOrBinary: Param = group(
  "string or binary",
  (type) => type.kind === "string" || type.kind === "binary",
  (from) => implicitType(from, STRING),
);

export const anyArray: Param = group(
  "array",
  (type) => type.kind === "array",
  (from) => (from.kind === "void" ? arrayOf({ kind: "void" }) : undefined),
);

export const anyMap: Param = group(
  "map",
  (type) => type.kind === "map",
  (from) => (from.kind === "void" ? mapOf({ kind: "void" }, { kind: "void" }) : undefined),
);

export const STRING_PARAM = of(STRING);
export const INT_PARAM = of(INT);
export const BIGINT_PARAM = of(BIGINT);
export const FLOAT_PARAM = of(FLOAT);
export const DOUBLE_PARAM = of(DOUBLE);
export const BOOLEAN_PARAM = of(BOOLEAN);
export const BINARY_PARAM = of(BINARY);
export const DATE_PARAM = of(DATE);
export const TIMESTAMP_PARAM = of(TIMESTAMP);

/** Whether and to what a value of one type is converted where another is expected. */
export function implicitType(from: DataType, to: DataType): DataType | undefined {
  if (from.kind === "void") return to;
  switch (to.kind) {
    case "tinyint":
    case "smallint":
    case "int":
    case "bigint":
    case "float":
    case "double":
    case "decimal":
      return isNumeric(from) || from.kind === "string" ? to : undefined;
    case "string":
      return isAtomic(from) ? to : undefined;
    case "binary":
      return from.kind === "binary" || from.kind === "string" ? to : undefined;
    case "time":
      return from.kind === "string" ? to : sameType(from, to) ? from : undefined;
    case "date":
    case "timestamp":
      return isDatetime(from) || from.kind === "string" ? to : undefined;
    case "void":
    case "boolean":
    case "yearMonthInterval":
    case "dayTimeInterval":
    case "calendarInterval":
    case "struct":
      return from.kind === to.kind ? from : undefined;
    case "array": {
      const element = from.kind === "array" ? implicitType(from.element, to.element) : undefined;
      return element && arrayOf(element);
    }
    case "map": {
      const key = from.kind === "map" ? implicitType(from.key, to.key) : undefined;
      const value = from.kind === "map" ? implicitType(from.value, to.value) : undefined;
      return key && value && mapOf(key, value);
    }
  }
}

/** The DECIMAL that a number is computed in beside decimals; a text's is Spark's default (38,18). */
export function asDecimal(type: DataType): DataType | undefined {
  if (type.kind === "decimal") return type;
  if (type.kind === "string") return decimal(38, 18);
  return decimalOfIntegral(type);
}
