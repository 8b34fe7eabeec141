import {
  arrayOf,
  BIGINT,
  BINARY,
  BOOLEAN,
  DATE,
  decimal,
  DOUBLE,
  FLOAT,
  INT,
  mapOf,
  STRING,
  structOf,
  TIMESTAMP,
  type DataType,
  type StructField,
} from "../types/index.js";
import type { AvroNode } from "./schema.js";

/** A type of more parts nobody declares; named types that name each other could ask for any number. */
const MOST_PARTS = 200;

/** The type that holds a node's values whole; undefined where none that can be declared does. */
export const naturalColumn = (node: AvroNode): DataType | undefined => natural(node, { left: MOST_PARTS });

function natural(node: AvroNode, parts: { left: number }): DataType | undefined {
  if (parts.left-- <= 0) return undefined;
  switch (node.kind) {
    case "null":
      return undefined;
    case "boolean":
      return BOOLEAN;
    case "int":
      return node.logical === "date" ? DATE : INT;
    case "long":
      return /^(?:local-)?timestamp-(?:millis|micros|nanos)$/u.test(node.logical ?? "") ? TIMESTAMP : BIGINT;
    case "float":
      return FLOAT;
    case "double":
      return DOUBLE;
    case "string":
    case "enum":
      return STRING;
    case "bytes":
    case "fixed":
      return decimalOf(node) ?? BINARY;
    case "array": {
      const element = natural(node.items, parts);
      return element && arrayOf(element);
    }
    case "map": {
      const value = natural(node.values, parts);
      return value && mapOf(STRING, value);
    }
    case "union": {
      const branches = node.branches.filter(({ kind }) => kind !== "null");
      const wide = branches.find(({ kind }) => kind === "long" || kind === "double") ?? branches[0];
      const narrow = wide?.kind === "long" ? "int" : "float";
      const one = branches.every((branch) => branch === wide || branch.kind === narrow);
      return wide !== undefined && one ? natural(wide, parts) : undefined;
    }
    case "record": {
      const fields: StructField[] = [];
      for (const field of node.fields) {
        const type = natural(field.node, parts);
        if (type === undefined) return undefined;
        fields.push({ name: field.name, type });
      }
      return fields.length === 0 ? undefined : structOf(fields);
    }
  }
}

function decimalOf({ logical, precision, scale }: AvroNode & { readonly kind: "bytes" | "fixed" }) {
  const fits = precision >= 1 && precision <= 38 && scale >= 0 && scale <= precision;
  const whole = Number.isInteger(precision) && Number.isInteger(scale);
  return logical === "decimal" && fits && whole ? decimal(precision, scale) : undefined;
}
