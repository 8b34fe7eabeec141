import { PinionError, type DataType, type StructField } from "@pinion/core";
import type { AvroNode } from "@pinion/core/avro";
import { findZone } from "@pinion/core/std";
import { openContainer } from "../avro/container.js";
import { AvroDamage } from "../avro/damage.js";
import { resolve } from "../avro/value.js";
import type { InferredColumn, InferredFile } from "./inferred.js";

/** Columns of an Avro file, as its schema says. */
export function inferAvro(path: string, what: string): InferredFile {
  const schema = schemaOf(path, what);
  if (schema.kind !== "record") {
    throw new PinionError("PN5002", `${what} has no columns: its values are of type ${schema.kind}`, {
      help: "a source's rows are records",
    });
  }
  const columns: InferredColumn[] = [];
  const leftOut: { name: string; reason: string }[] = [];
  for (const { name, node } of schema.fields) {
    const found = natural(node, []);
    if (found === undefined)
      leftOut.push({ name, reason: "its type holds itself, or is a union that is no plain value" });
    else columns.push({ name, type: found, nullable: mayBeNull(node) });
  }
  return { format: "avro", columns, leftOut };
}

function schemaOf(path: string, what: string): AvroNode {
  try {
    const file = openContainer(path);
    file.close();
    return file.schema;
  } catch (error) {
    if (!(error instanceof AvroDamage)) throw error;
    throw new PinionError("PN5002", `${what} cannot be read: ${error.message}`, { cause: error });
  }
}

const mayBeNull = (schema: AvroNode): boolean =>
  schema.kind === "null" || (schema.kind === "union" && schema.branches.some(mayBeNull));

/** The type that holds a schema's values whole; undefined where none does. */
function natural(schema: AvroNode, above: readonly AvroNode[]): DataType | undefined {
  if (above.includes(schema)) return undefined;
  const within = [...above, schema];
  switch (schema.kind) {
    case "array": {
      const element = natural(schema.items, within);
      return element && { kind: "array", element };
    }
    case "map": {
      const value = natural(schema.values, within);
      return value && { kind: "map", key: { kind: "string" }, value };
    }
    case "record": {
      const fields: StructField[] = [];
      for (const { name, node } of schema.fields) {
        const of = natural(node, within);
        if (of === undefined) return undefined;
        fields.push({ name, type: of });
      }
      return fields.length === 0 ? undefined : { kind: "struct", fields };
    }
    case "union": {
      const others = schema.branches.filter(({ kind }) => kind !== "null");
      const [only] = others;
      return only !== undefined && others.length === 1 ? natural(only, within) : plain(schema);
    }
    default:
      return plain(schema);
  }
}

function plain(schema: AvroNode): DataType | undefined {
  const zone = findZone("UTC");
  if (zone === undefined) throw new Error("no UTC");
  const resolved = resolve(schema, { kind: "void" }, zone);
  return resolved.kind === "read" ? resolved.type : undefined;
}
