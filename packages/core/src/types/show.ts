import type { DataType } from "./data-type.js";

/** The type in Spark's spelling: `bigint`, `decimal(3,1)`, `array<string>`, `struct<a:int>`. */
export function showType(type: DataType): string {
  switch (type.kind) {
    case "decimal":
      return `decimal(${type.precision},${type.scale})`;
    case "time":
      return `time(${type.precision})`;
    case "array":
      return `array<${showType(type.element)}>`;
    case "map":
      return `map<${showType(type.key)},${showType(type.value)}>`;
    case "struct":
      return `struct<${type.fields.map((field) => `${field.name}:${showType(field.type)}`).join(",")}>`;
    case "yearMonthInterval":
    case "dayTimeInterval":
      return type.start === type.end ? `interval ${type.start}` : `interval ${type.start} to ${type.end}`;
    case "calendarInterval":
      return "interval";
    default:
      return type.kind;
  }
}
