import { damaged } from "./damage.js";

/** A writer's schema. Named types that stand within themselves are met again through `named`. */
export type AvroSchema =
  | {
      readonly kind: "null" | "boolean" | "int" | "long" | "float" | "double" | "bytes" | "string";
      readonly logical?: Logical;
    }
  | { readonly kind: "fixed"; readonly size: number; readonly logical?: Logical }
  | { readonly kind: "enum"; readonly symbols: readonly string[] }
  | { readonly kind: "array"; readonly items: AvroSchema }
  | { readonly kind: "map"; readonly values: AvroSchema }
  | { readonly kind: "union"; readonly branches: readonly AvroSchema[] }
  | RecordSchema;

export interface RecordSchema {
  readonly kind: "record";
  readonly name: string;
  readonly fields: readonly { readonly name: string; readonly type: AvroSchema }[];
}

export interface Logical {
  readonly name: string;
  readonly precision: number;
  readonly scale: number;
}

const PRIMITIVES = ["null", "boolean", "int", "long", "float", "double", "bytes", "string"] as const;
type Primitive = (typeof PRIMITIVES)[number];

/** Deeper than any schema that means something. */
const DEEPEST = 200;

/** Reads the schema that a file was written with: JSON from outside. Throws AvroDamage. */
export function parseSchema(text: string): AvroSchema {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return damaged("its schema is no JSON");
  }
  return schemaOf(json, { named: new Map(), namespace: "", depth: 0 });
}

interface Context {
  readonly named: Map<string, AvroSchema>;
  readonly namespace: string;
  readonly depth: number;
}

function schemaOf(json: unknown, outer: Context): AvroSchema {
  if (outer.depth > DEEPEST) return damaged("its schema nests too deep");
  const context = { ...outer, depth: outer.depth + 1 };
  if (typeof json === "string") return byName(json, context);
  if (Array.isArray(json)) {
    return { kind: "union", branches: json.map((branch) => schemaOf(branch, context)) };
  }
  if (typeof json !== "object" || json === null) return damaged("its schema holds what is no type");
  const of = new Map<string, unknown>(Object.entries(json));
  const type = of.get("type");
  switch (type) {
    case "record":
    case "error":
      return recordOf(of, context);
    case "enum":
      return define(of, context, {
        kind: "enum",
        symbols: listOf(of.get("symbols")).map((symbol) => textOf(symbol, "a symbol")),
      });
    case "fixed": {
      const size = of.get("size");
      if (typeof size !== "number" || !Number.isSafeInteger(size) || size < 0)
        return damaged("its schema has a fixed type without size");
      return define(of, context, { kind: "fixed", size, ...logicalOf(of) });
    }
    case "array":
      return { kind: "array", items: schemaOf(of.get("items"), context) };
    case "map":
      return { kind: "map", values: schemaOf(of.get("values"), context) };
    default: {
      const plain = schemaOf(type, context);
      return "size" in plain || isPrimitive(plain.kind) ? { ...plain, ...logicalOf(of) } : plain;
    }
  }
}

function recordOf(of: ReadonlyMap<string, unknown>, context: Context): AvroSchema {
  const fields: { name: string; type: AvroSchema }[] = [];
  const record: RecordSchema = { kind: "record", name: textOf(of.get("name"), "a name"), fields };
  // Known before its fields are read: they may be of its own type.
  define(of, context, record);
  const namespace = namespaceOf(of, context);
  for (const field of listOf(of.get("fields"))) {
    if (typeof field !== "object" || field === null) return damaged("its schema has a field that is none");
    const { name, type } = field as { readonly name?: unknown; readonly type?: unknown };
    fields.push({ name: textOf(name, "a field's name"), type: schemaOf(type, { ...context, namespace }) });
  }
  return record;
}

function define(of: ReadonlyMap<string, unknown>, context: Context, schema: AvroSchema): AvroSchema {
  const name = textOf(of.get("name"), "a name");
  const namespace = namespaceOf(of, context);
  const full = name.includes(".") || namespace === "" ? name : `${namespace}.${name}`;
  context.named.set(full, schema);
  return schema;
}

function namespaceOf(of: ReadonlyMap<string, unknown>, context: Context): string {
  const name = of.get("name");
  if (typeof name === "string" && name.includes(".")) return name.slice(0, name.lastIndexOf("."));
  const namespace = of.get("namespace");
  return typeof namespace === "string" ? namespace : context.namespace;
}

function byName(name: string, { named, namespace }: Context): AvroSchema {
  const kind = PRIMITIVES.find((primitive) => primitive === name);
  if (kind !== undefined) return { kind };
  const found = named.get(namespace === "" ? name : `${namespace}.${name}`) ?? named.get(name);
  return found ?? damaged(`its schema names ${JSON.stringify(name.slice(0, 100))}, which it does not define`);
}

function logicalOf(of: ReadonlyMap<string, unknown>): { readonly logical?: Logical } {
  const name = of.get("logicalType");
  if (typeof name !== "string") return {};
  const number = (key: string): number => {
    const value = of.get(key);
    return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : 0;
  };
  return { logical: { name, precision: number("precision"), scale: number("scale") } };
}

const isPrimitive = (kind: string): kind is Primitive => PRIMITIVES.some((primitive) => primitive === kind);

const listOf = (json: unknown): readonly unknown[] =>
  Array.isArray(json) ? json : damaged("its schema lacks a list of fields or symbols");

const textOf = (json: unknown, what: string): string =>
  typeof json === "string" ? json : damaged(`its schema lacks ${what}`);
