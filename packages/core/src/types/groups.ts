import type { DataType, DecimalType } from "./data-type.js";

/** TINYINT, SMALLINT, INT, BIGINT. */
export function isIntegral(type: DataType): boolean {
  return type.kind === "tinyint" || type.kind === "smallint" || type.kind === "int" || type.kind === "bigint";
}

/** FLOAT, DOUBLE. */
export function isFractional(type: DataType): boolean {
  return type.kind === "float" || type.kind === "double";
}

export function isDecimal(type: DataType): type is DecimalType {
  return type.kind === "decimal";
}

/** Integral, fractional or DECIMAL. */
export function isNumeric(type: DataType): boolean {
  return isIntegral(type) || isFractional(type) || type.kind === "decimal";
}

export function isDatetime(type: DataType): boolean {
  return type.kind === "date" || type.kind === "timestamp";
}

export function isInterval(type: DataType): boolean {
  return (
    type.kind === "yearMonthInterval" || type.kind === "dayTimeInterval" || type.kind === "calendarInterval"
  );
}

/** What Spark calls an atomic type: one without parts, other than VOID and CalendarInterval. */
export function isAtomic(type: DataType): boolean {
  switch (type.kind) {
    case "void":
    case "calendarInterval":
    case "array":
    case "map":
    case "struct":
      return false;
    default:
      return true;
  }
}

/** Whether values of the type have an order (`<`, `max`, `array_sort`): everything but MAP and CalendarInterval. */
export function isOrderable(type: DataType): boolean {
  switch (type.kind) {
    case "map":
    case "calendarInterval":
      return false;
    case "array":
      return isOrderable(type.element);
    case "struct":
      return type.fields.every((field) => isOrderable(field.type));
    default:
      return true;
  }
}
