import type { DataType } from "../types/index.js";
import type { AvroNode, RecordNode } from "./schema.js";

/** How the bytes of a value become one of a column's type. */
export type AvroReading =
  | {
      readonly kind: "null" | "boolean" | "int" | "long" | "float" | "double" | "text" | "bytes" | "interval";
    }
  /** A whole number as a FLOAT (`single`) or a DOUBLE. */
  | { readonly kind: "number"; readonly of: "int" | "long"; readonly single: boolean }
  /** A count of units of so many microseconds; `local`: of a wall clock. */
  | {
      readonly kind: "instant";
      readonly of: "int" | "long";
      readonly micros: number;
      readonly local: boolean;
    }
  | { readonly kind: "fixed"; readonly size: number }
  /** `size`: of fixed types. */
  | { readonly kind: "decimal"; readonly size?: number; readonly precision: number }
  | { readonly kind: "symbol"; readonly symbols: readonly string[] }
  | { readonly kind: "list"; readonly items: AvroNode; readonly item: AvroReading }
  | { readonly kind: "map"; readonly value: AvroReading }
  /** Undefined where the column cannot be what a branch holds: such a value does not decode. */
  | { readonly kind: "union"; readonly branches: readonly (AvroReading | undefined)[] }
  /** `into`: the place in the struct, of the fields that it has; the rest is stepped over. */
  | { readonly kind: "struct"; readonly size: number; readonly fields: readonly FieldReading[] };

export interface FieldReading {
  readonly node: AvroNode;
  readonly wanted?: { readonly reading: AvroReading; readonly into: number };
}

/** What a value is to be read as. */
export interface AvroTarget {
  readonly type: DataType;
  /** Of instants that the schema writes as plain numbers: `epoch`, `epoch_millis`, `epoch_micros`. */
  readonly format?: string;
}

/** What was found of a node and a type: named types are met again, as often as a hostile schema names them. */
type Known = Map<AvroNode, Map<DataType, AvroReading | undefined>>;

/**
 * How values of a writer's schema are read as values of a column; undefined where they cannot be. Widens as Avro's
 * schema resolution does: https://avro.apache.org/docs/1.12.0/specification/#schema-resolution
 */
export function readingOf(
  node: AvroNode,
  target: AvroTarget,
  known: Known = new Map(),
): AvroReading | undefined {
  const { type } = target;
  const before = known.get(node) ?? new Map<DataType, AvroReading | undefined>();
  if (before.has(type)) return before.get(type);
  const reading = find(node, target, known);
  known.set(node, before.set(type, reading));
  return reading;
}

function find(node: AvroNode, target: AvroTarget, known: Known): AvroReading | undefined {
  const { type } = target;
  switch (node.kind) {
    case "null":
      return { kind: "null" };
    case "boolean":
      return type.kind === "boolean" ? { kind: "boolean" } : undefined;
    case "int":
    case "long":
      return whole(node.kind, node.logical, target);
    case "float":
      return type.kind === "float" || type.kind === "double" ? { kind: "float" } : undefined;
    case "double":
      return type.kind === "double" ? { kind: "double" } : undefined;
    case "string":
      if (type.kind === "string") return { kind: "text" };
      return type.kind === "binary" ? { kind: "bytes" } : undefined;
    case "bytes":
    case "fixed":
      return bytes(node, type);
    case "enum":
      return type.kind === "string" ? { kind: "symbol", symbols: node.symbols } : undefined;
    case "array": {
      const item = type.kind === "array" ? readingOf(node.items, { type: type.element }, known) : undefined;
      return item && { kind: "list", items: node.items, item };
    }
    case "map": {
      if (type.kind !== "map" || type.key.kind !== "string") return undefined;
      const value = readingOf(node.values, { type: type.value }, known);
      return value && { kind: "map", value };
    }
    case "union": {
      const branches = node.branches.map((branch) => readingOf(branch, target, known));
      const some = branches.some((reading, i) => reading !== undefined && node.branches[i]?.kind !== "null");
      return some ? { kind: "union", branches } : undefined;
    }
    case "record":
      return type.kind === "struct" ? struct(node, type, known) : undefined;
  }
}

const SECOND = 1_000_000;
const BY_FORMAT: ReadonlyMap<string, number> = new Map([
  ["epoch", SECOND],
  ["epoch_millis", 1_000],
  ["epoch_micros", 1],
]);
const BY_LOGICAL: ReadonlyMap<string, number> = new Map([
  ["timestamp-millis", 1_000],
  ["timestamp-micros", 1],
  ["timestamp-nanos", 0.001],
]);

function whole(
  of: "int" | "long",
  logical: string | undefined,
  { type, format }: AvroTarget,
): AvroReading | undefined {
  switch (type.kind) {
    case "int":
      return of === "int" ? { kind: "int" } : undefined;
    case "bigint":
      return { kind: of };
    case "float":
      return { kind: "number", of, single: true };
    case "double":
      return { kind: "number", of, single: false };
    case "date":
      return of === "int" && logical === "date" ? { kind: "int" } : undefined;
    case "timestamp": {
      const micros = BY_LOGICAL.get(logical?.replace("local-", "") ?? "") ?? BY_FORMAT.get(format ?? "");
      if (micros === undefined) return undefined;
      return { kind: "instant", of, micros, local: logical?.startsWith("local-") === true };
    }
    default:
      return undefined;
  }
}

function bytes(
  node: AvroNode & { readonly kind: "bytes" | "fixed" },
  type: DataType,
): AvroReading | undefined {
  switch (type.kind) {
    case "binary":
      return node.kind === "bytes" ? { kind: "bytes" } : { kind: "fixed", size: node.size };
    case "string":
      return node.kind === "bytes" ? { kind: "text" } : undefined;
    case "decimal": {
      const { precision } = type;
      if (node.logical !== "decimal" || node.scale !== type.scale || node.precision > precision)
        return undefined;
      return { kind: "decimal", precision, ...(node.kind === "fixed" ? { size: node.size } : {}) };
    }
    case "calendarInterval":
      return node.kind === "fixed" && node.size === 12 ? { kind: "interval" } : undefined;
    default:
      return undefined;
  }
}

/** Fields of the struct by name; those that the writer lacks are NULL, others are stepped over. */
function struct(
  node: RecordNode,
  type: DataType & { readonly kind: "struct" },
  known: Known,
): AvroReading | undefined {
  const fields: FieldReading[] = [];
  for (const field of node.fields) {
    const into = type.fields.findIndex(({ name }) => name === field.name);
    const wanted = type.fields[into];
    if (wanted === undefined) {
      fields.push({ node: field.node });
      continue;
    }
    const reading = readingOf(field.node, { type: wanted.type }, known);
    if (reading === undefined) return undefined;
    fields.push({ node: field.node, wanted: { reading, into } });
  }
  return { kind: "struct", size: type.fields.length, fields };
}
