import { type DataType, showDecimal, showDouble, showFloat, showValue, type Value } from "@pinion/core";

/**
 * A value as JSON text. Integers have all their digits, however many; decimals, dates, timestamps,
 * intervals, NaN and infinities are texts; bytes are Base64; a MAP is a list of pairs.
 */
export function toJson(value: Value, type: DataType, timeZone: string): string {
  if (value === null) return "null";
  switch (type.kind) {
    case "void":
    case "boolean":
    case "tinyint":
    case "smallint":
    case "int":
    case "bigint":
      return String(value);
    case "float":
      return Number.isFinite(value) ? showFloat(value as number) : `"${value as number}"`;
    case "double":
      return Number.isFinite(value) ? showDouble(value as number) : `"${value as number}"`;
    case "decimal":
      return `"${showDecimal(value as bigint, type.scale)}"`;
    case "binary":
      return `"${Buffer.from(value as Uint8Array).toString("base64")}"`;
    case "string":
      return JSON.stringify(value);
    case "array":
      return list((value as readonly Value[]).map((element) => toJson(element, type.element, timeZone)));
    case "map":
      return list(
        (value as readonly (readonly [Value, Value])[]).map(([k, v]) =>
          list([toJson(k, type.key, timeZone), toJson(v, type.value, timeZone)]),
        ),
      );
    case "struct": {
      const parts = value as readonly Value[];
      const members = type.fields.map(
        (field, i) => `${JSON.stringify(field.name)}:${toJson(parts[i] ?? null, field.type, timeZone)}`,
      );
      return `{${members.join(",")}}`;
    }
    default:
      return JSON.stringify(showValue(value, type, timeZone));
  }
}

const list = (parts: readonly string[]): string => `[${parts.join(",")}]`;
