import type { DataType, Value } from "@pinion/core";
import type { AvroNode } from "@pinion/core/avro";

/** The default of a field as a value of its column. Bytes stand as text there, one character a byte. */
export function avroDefault(node: AvroNode, json: unknown, type: DataType): Value {
  // The default of a union is of its first branch; other implementations take any, and so does this.
  if (node.kind === "union") {
    if (json === null) return null;
    const branch = node.branches.find((one) => one.kind !== "null");
    return branch === undefined ? null : avroDefault(branch, json, type);
  }
  switch (node.kind) {
    case "boolean":
      return json === true;
    case "int":
    case "long":
      if (typeof json !== "number") return null;
      return type.kind === "timestamp" && node.logical?.endsWith("millis") === true ? json * 1000 : json;
    case "float":
    case "double":
      if (typeof json !== "number") return null;
      return type.kind === "float" ? Math.fround(json) : json;
    case "string":
    case "enum":
      return typeof json === "string" ? json : null;
    case "bytes":
    case "fixed":
      return typeof json === "string" ? bytesDefault(json, type) : null;
    case "array":
      return Array.isArray(json) && type.kind === "array"
        ? json.map((item) => avroDefault(node.items, item, type.element))
        : null;
    case "map":
      return type.kind === "map"
        ? Object.entries(json ?? {}).map(([key, item]): readonly Value[] => [
            key,
            avroDefault(node.values, item, type.value),
          ])
        : null;
    case "record": {
      if (type.kind !== "struct") return null;
      const given = new Map(Object.entries(json ?? {}) as [string, unknown][]);
      return type.fields.map((part) => {
        const field = node.fields.find(({ name }) => name === part.name);
        if (field === undefined) return null;
        return avroDefault(field.node, given.get(part.name) ?? field.fallback?.json ?? null, part.type);
      });
    }
    case "null":
      return null;
  }
}

function bytesDefault(text: string, type: DataType): Value {
  const bytes = Buffer.from(text, "latin1");
  if (type.kind !== "decimal") return new Uint8Array(bytes);
  return bytes.length === 0 ? 0n : BigInt.asIntN(bytes.length * 8, BigInt(`0x${bytes.toString("hex")}`));
}
