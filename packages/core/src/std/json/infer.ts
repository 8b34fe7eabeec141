import {
  arrayOf,
  BIGINT,
  BOOLEAN,
  decimal,
  decimalOfIntegral,
  DOUBLE,
  isIntegral,
  STRING,
  structOf,
  tightestCommonType,
  TIMESTAMP,
  VOID,
  type DataType,
  type StructField,
} from "../../types/index.js";
import { stringToTimestamp } from "../cast/datetime.js";
import { parseDecimal } from "../../values/decimal.js";
import { zoneOf } from "../datetime/zone.js";
import { isWhole, type Json } from "./json.js";
import { flag, type Options } from "./options.js";

/** The type that a JSON value has of itself, as Spark infers it. */
export function inferSchema(json: Json, options: Options): DataType {
  const type = typeOf(json, options);
  if (type.kind === "array" && type.element.kind === "struct") {
    return arrayOf(settled(type.element) ?? structOf([]));
  }
  return settled(type) ?? (type.kind === "struct" ? structOf([]) : STRING);
}

function typeOf(json: Json, options: Options): DataType {
  switch (json.kind) {
    case "null":
      return VOID;
    case "boolean":
      return flag(options, "primitivesasstring", false) ? STRING : BOOLEAN;
    case "number":
      return flag(options, "primitivesasstring", false) ? STRING : typeOfNumber(json.text, options);
    case "string":
      return flag(options, "infertimestamp", false) && stringToTimestamp(zoneOf("UTC"), json.value) !== null
        ? TIMESTAMP
        : STRING;
    case "array":
      return arrayOf(json.items.map((item) => typeOf(item, options)).reduce(meet, VOID));
    case "object":
      return structOf(
        json.fields
          .map(({ name, value }) => ({ name, type: typeOf(value, options) }))
          .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)),
      );
  }
}

function typeOfNumber(text: string, options: Options): DataType {
  const whole = isWhole(text);
  if (whole && BigInt.asIntN(64, BigInt(text)) === BigInt(text)) return BIGINT;
  if (!whole && !flag(options, "prefersdecimal", false)) return DOUBLE;
  const parsed = parseDecimal(text);
  if (parsed === undefined || parsed.scale < 0) return DOUBLE;
  const digits = String(parsed.unscaled).replace("-", "").length;
  const precision = Math.max(digits, parsed.scale);
  return precision <= 38 ? decimal(precision, parsed.scale) : DOUBLE;
}

/** The type that two values of one field have together; STRING where there is no other. */
function meet(a: DataType, b: DataType): DataType {
  const tightest = tightestCommonType(a, b);
  if (tightest !== undefined) return tightest;
  if (a.kind === "array" && b.kind === "array") return arrayOf(meet(a.element, b.element));
  if (a.kind === "struct" && b.kind === "struct") return structOf(mergeFields(a.fields, b.fields));
  return meetNumbers(a, b) ?? meetNumbers(b, a) ?? STRING;
}

function meetNumbers(a: DataType, b: DataType): DataType | undefined {
  if (a.kind !== "decimal") return undefined;
  if (b.kind === "double") return DOUBLE;
  const other = isIntegral(b) ? decimalOfIntegral(b) : b;
  if (other?.kind !== "decimal") return undefined;
  const scale = Math.max(a.scale, other.scale);
  const range = Math.max(a.precision - a.scale, other.precision - other.scale);
  return range + scale <= 38 ? decimal(range + scale, scale) : DOUBLE;
}

/** Both lists are sorted, and so is the result. */
function mergeFields(a: readonly StructField[], b: readonly StructField[]): readonly StructField[] {
  const merged: StructField[] = [];
  let i = 0;
  let j = 0;
  for (;;) {
    const left = a[i];
    const right = b[j];
    if (left === undefined || right === undefined) return [...merged, ...a.slice(i), ...b.slice(j)];
    if (left.name === right.name) merged.push({ name: left.name, type: meet(left.type, right.type) });
    else merged.push(left.name < right.name ? left : right);
    if (left.name <= right.name) i++;
    if (right.name <= left.name) j++;
  }
}

/** VOID as STRING, without fields that have no name or no type left. */
function settled(type: DataType): DataType | undefined {
  switch (type.kind) {
    case "void":
      return STRING;
    case "array": {
      const element = settled(type.element);
      return element && arrayOf(element);
    }
    case "struct": {
      const fields: StructField[] = [];
      for (const field of type.fields) {
        const fieldType = field.name === "" ? undefined : settled(field.type);
        if (fieldType !== undefined) fields.push({ name: field.name, type: fieldType });
      }
      return fields.length === 0 ? undefined : structOf(fields);
    }
    default:
      return type;
  }
}
