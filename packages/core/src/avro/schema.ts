/** An Avro schema with its names resolved; records may hold themselves. */
export type AvroNode =
  | {
      readonly kind: "null" | "boolean" | "int" | "long" | "float" | "double" | "string";
      readonly logical?: string;
    }
  | { readonly kind: "bytes"; readonly logical?: string; readonly scale: number; readonly precision: number }
  | {
      readonly kind: "fixed";
      readonly size: number;
      readonly logical?: string;
      readonly scale: number;
      readonly precision: number;
    }
  | { readonly kind: "enum"; readonly symbols: readonly string[] }
  | { readonly kind: "array"; readonly items: AvroNode }
  | { readonly kind: "map"; readonly values: AvroNode }
  | { readonly kind: "union"; readonly branches: readonly AvroNode[] }
  | RecordNode;

export interface RecordNode {
  readonly kind: "record";
  readonly name: string;
  readonly fields: readonly FieldNode[];
}

export interface FieldNode {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly node: AvroNode;
  /** In the JSON encoding of Avro's defaults; absent where there is none. */
  readonly fallback?: { readonly json: unknown };
}

/** Why a text is no schema: the message stands alone. */
export class AvroSchemaFault extends Error {}

type Json = Readonly<Record<string, unknown>>;

const PRIMITIVES: ReadonlySet<string> = new Set([
  "null",
  "boolean",
  "int",
  "long",
  "float",
  "double",
  "string",
]);

/** Deeper than any schema that means something, whether its types stand in each other or name each other. */
const DEEPEST = 200;
/** More types and fields than any schema that means something. */
const MOST_PARTS = 100_000;

/** The types that have names so far, and how names and nesting stand where something is read. */
interface Context {
  readonly names: Map<string, AvroNode>;
  readonly namespace: string;
  readonly depth: number;
  /** How many types each of them holds within each other; one that is not read to its end yet has none. */
  readonly heights: Map<AvroNode, number>;
  readonly parts: { left: number };
}

/** Reads a schema's JSON. Throws {@link AvroSchemaFault} where it is no schema. */
export function parseAvroSchema(text: string): AvroNode {
  const plain = text.replace(/^\uFEFF/u, "").trim();
  const parts = { left: MOST_PARTS };
  return parse(jsonOf(plain), { names: new Map(), namespace: "", depth: 0, heights: new Map(), parts });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The name of a primitive type may stand without quotes.
    if (PRIMITIVES.has(text) || text === "bytes") return text;
    throw new AvroSchemaFault("it is no JSON");
  }
}

function parse(schema: unknown, context: Context): AvroNode {
  const { heights, parts } = context;
  if (parts.left-- <= 0) throw new AvroSchemaFault(`the schema has more than ${MOST_PARTS} types`);
  const node = parseNode(schema, context);
  if (!heights.has(node)) {
    const height = 1 + partsOf(node).reduce((most, part) => Math.max(most, heights.get(part) ?? 0), 0);
    if (height > DEEPEST) throw new AvroSchemaFault("the schema nests too deep");
    heights.set(node, height);
  }
  return node;
}

function partsOf(node: AvroNode): readonly AvroNode[] {
  switch (node.kind) {
    case "array":
      return [node.items];
    case "map":
      return [node.values];
    case "union":
      return node.branches;
    case "record":
      return node.fields.map((field) => field.node);
    default:
      return [];
  }
}

function parseNode(schema: unknown, outer: Context): AvroNode {
  if (outer.depth > DEEPEST) throw new AvroSchemaFault("the schema nests too deep");
  const context = { ...outer, depth: outer.depth + 1 };
  if (typeof schema === "string") return named(schema, context);
  if (Array.isArray(schema)) {
    return { kind: "union", branches: schema.map((branch) => parse(branch, context)) };
  }
  if (typeof schema !== "object" || schema === null) throw new AvroSchemaFault("it is no Avro schema");
  const object = schema as Json;
  const { type } = object;
  switch (type) {
    case "array":
      return { kind: "array", items: parse(object["items"], context) };
    case "map":
      return { kind: "map", values: parse(object["values"], context) };
    case "record":
    case "error":
      return record(object, context);
    case "enum": {
      const symbols = list(object["symbols"]).filter((symbol) => typeof symbol === "string");
      return define(object, context, { kind: "enum", symbols });
    }
    case "fixed": {
      const size = object["size"];
      if (typeof size !== "number" || !Number.isInteger(size) || size < 0)
        throw new AvroSchemaFault("a fixed type of the schema has no size");
      return define(object, context, { kind: "fixed", size, ...annotations(object) });
    }
    case "bytes":
      return { kind: "bytes", ...annotations(object) };
    default: {
      const inner = parse(type, context);
      const { logical, ...digits } = annotations(object);
      if (logical === undefined) return inner;
      if (inner.kind === "bytes" || inner.kind === "fixed") return { ...inner, logical, ...digits };
      return PRIMITIVES.has(inner.kind) ? ({ ...inner, logical } as AvroNode) : inner;
    }
  }
}

function annotations({ logicalType, scale, precision }: Json) {
  return {
    ...(typeof logicalType === "string" ? { logical: logicalType } : {}),
    scale: typeof scale === "number" ? scale : 0,
    precision: typeof precision === "number" ? precision : 0,
  };
}

function record(schema: Json, context: Context): AvroNode {
  const fields: FieldNode[] = [];
  const node: RecordNode = { kind: "record", name: fullName(schema, context.namespace), fields };
  define(schema, context, node);
  const inside = node.name.includes(".") ? node.name.slice(0, node.name.lastIndexOf(".")) : "";
  for (const field of list(schema["fields"])) {
    const { name, type, aliases } = (field ?? {}) as Json;
    if (typeof name !== "string") throw new AvroSchemaFault("a field of the schema has no name");
    fields.push({
      name,
      aliases: list(aliases ?? []).filter((alias) => typeof alias === "string"),
      node: parse(type, { ...context, namespace: inside }),
      ...(Object.hasOwn(field as object, "default")
        ? { fallback: { json: (field as Json)["default"] } }
        : {}),
    });
  }
  return node;
}

function define<N extends AvroNode>(schema: Json, { names, namespace }: Context, node: N): N {
  names.set(fullName(schema, namespace), node);
  return node;
}

function fullName({ name, namespace: own }: Json, namespace: string): string {
  if (typeof name !== "string") throw new AvroSchemaFault("a named type of the schema has no name");
  if (name.includes(".")) return name;
  const space = typeof own === "string" ? own : namespace;
  return space === "" ? name : `${space}.${name}`;
}

function named(name: string, { names, namespace }: Context): AvroNode {
  if (name === "bytes") return { kind: "bytes", scale: 0, precision: 0 };
  if (PRIMITIVES.has(name)) return { kind: name as "null" };
  const node =
    names.get(name.includes(".") || namespace === "" ? name : `${namespace}.${name}`) ?? names.get(name);
  if (node === undefined)
    throw new AvroSchemaFault(`the schema names an unknown type ${JSON.stringify(name.slice(0, 100))}`);
  return node;
}

function list(x: unknown): readonly unknown[] {
  if (!Array.isArray(x)) throw new AvroSchemaFault("the schema lacks a list that it must have");
  return x as readonly unknown[];
}
