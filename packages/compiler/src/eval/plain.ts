import type { DataType } from "@pinion/core";
import { isList, isNumber, isObject, type Json } from "./wire.js";

/**
 * JSON as `valueFromJson` takes it for a type: numbers as numbers, integers that a number cannot hold as
 * bigints, and those of a DECIMAL as the text that they were written as, so that no digit is lost.
 */
export function plain(json: Json, type: DataType): unknown {
  if (isNumber(json)) return type.kind === "decimal" ? json.digits : numberOf(json.digits);
  if (isList(json)) return json.map((part, i) => plain(part, partOf(type, i)));
  if (!isObject(json)) return json;
  const members = [...json].map(([name, member]) => [name, plain(member, memberOf(type, name))] as const);
  return Object.fromEntries(members);
}

function numberOf(digits: string): number | bigint {
  const number = Number(digits);
  const lost = /^-?\d+$/.test(digits) && !Number.isSafeInteger(number);
  return lost && digits.length <= 40 ? BigInt(digits) : number;
}

/** The type of an element of a list: of an ARRAY, or a MAP's pairs, whose parts are read alike. */
function partOf(type: DataType, index: number): DataType {
  switch (type.kind) {
    case "array":
      return type.element;
    case "map":
      return {
        kind: "struct",
        fields: [
          { name: "key", type: type.key },
          { name: "value", type: type.value },
        ],
      };
    case "struct":
      return type.fields[index]?.type ?? type;
    default:
      return type;
  }
}

function memberOf(type: DataType, name: string): DataType {
  if (type.kind === "map") return type.value;
  if (type.kind !== "struct") return type;
  return type.fields.find((field) => field.name === name)?.type ?? type;
}
