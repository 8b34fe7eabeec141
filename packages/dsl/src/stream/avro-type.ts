import {
  arrayOf,
  BIGINT,
  BINARY,
  BOOLEAN,
  CALENDAR_INTERVAL,
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
} from "@pinion/core";

/** An Avro type as a Pinion type. */
export interface AvroType {
  readonly type: DataType;
  readonly nullable: boolean;
  /** Of instants: how a number of the schema counts. */
  readonly format?: string;
}

/** Why a schema cannot be columns: the message stands alone. */
export class AvroMisfit extends Error {}

/** The named types met so far: `undefined` while their own fields are read. */
export type Names = Map<string, AvroType | undefined>;

const PRIMITIVES: ReadonlyMap<string, DataType> = new Map<string, DataType>([
  ["boolean", BOOLEAN],
  ["int", INT],
  ["long", BIGINT],
  ["float", FLOAT],
  ["double", DOUBLE],
  ["bytes", BINARY],
  ["string", STRING],
]);

const WIDER: readonly (readonly [narrow: string, wide: string])[] = [
  ["int", "long"],
  ["float", "double"],
];

/** Reads a schema. Throws {@link AvroMisfit}. */
export function avroType(schema: unknown, names: Names): AvroType {
  if (typeof schema === "string") return named(schema, names);
  if (Array.isArray(schema)) return union(schema, names);
  if (typeof schema !== "object" || schema === null || !("type" in schema)) {
    throw new AvroMisfit("is no Avro schema");
  }
  const object = schema as Readonly<Record<string, unknown>>;
  const logical = logicalType(object);
  const read = complex(object, names);
  return logical === undefined ? read : { nullable: read.nullable, ...logical };
}

function named(name: string, names: Names): AvroType {
  const primitive = PRIMITIVES.get(name);
  if (primitive !== undefined) return { type: primitive, nullable: false };
  const known = names.get(name) ?? names.get(name.split(".").at(-1) ?? "");
  if (known !== undefined) return known;
  if (names.has(name)) throw new AvroMisfit(`holds itself: a column cannot be the recursive record ${name}`);
  throw new AvroMisfit(
    name === "null"
      ? "is nothing but null"
      : `names a type ${JSON.stringify(name)} that is not defined before`,
  );
}

function union(branches: readonly unknown[], names: Names): AvroType {
  const others = branches.filter((branch) => branch !== "null");
  const nullable = others.length < branches.length;
  const [only] = others;
  if (others.length === 1) return { ...avroType(only, names), nullable };
  for (const [narrow, wide] of WIDER) {
    if (others.length === 2 && others.includes(narrow) && others.includes(wide)) {
      return { ...named(wide, names), nullable };
    }
  }
  throw new AvroMisfit(
    "is a union of several types, which no column can be; null and one type, or int and long, can",
  );
}

function complex(schema: Readonly<Record<string, unknown>>, names: Names): AvroType {
  const { type, items, values, fields } = schema;
  switch (type) {
    case "array":
      return { type: arrayOf(avroType(items, names).type), nullable: false };
    case "map":
      return { type: mapOf(STRING, avroType(values, names).type), nullable: false };
    case "enum":
      return define(schema, names, () => ({ type: STRING, nullable: false }));
    case "fixed":
      return define(schema, names, () => ({ type: BINARY, nullable: false }));
    case "record":
    case "error":
      return define(schema, names, () => {
        const list = fieldsOf(fields).map(({ name, type: field }) => ({
          name,
          type: within(name, () => avroType(field, names)).type,
        }));
        return { type: structOf(list), nullable: false };
      });
    default:
      return avroType(type, names);
  }
}

function define(
  { name, namespace }: Readonly<Record<string, unknown>>,
  names: Names,
  read: () => AvroType,
): AvroType {
  if (typeof name !== "string") return read();
  const all = [name, ...(typeof namespace === "string" ? [`${namespace}.${name}`] : [])];
  for (const each of all) names.set(each, undefined);
  const type = read();
  for (const each of all) names.set(each, type);
  return type;
}

/** The fields of a record. */
export function fieldsOf(
  fields: unknown,
): readonly { readonly name: string; readonly type: unknown; readonly doc?: unknown }[] {
  if (!Array.isArray(fields)) throw new AvroMisfit("is a record without fields");
  return fields.map((field: unknown) => {
    if (typeof field === "object" && field !== null && "name" in field && typeof field.name === "string") {
      return field as { name: string; type: unknown; doc?: unknown };
    }
    throw new AvroMisfit("has a field without a name");
  });
}

/** Names the field that a misfit is about. */
export function within<T>(field: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof AvroMisfit)) throw error;
    throw new AvroMisfit(`field \`${field}\` ${error.message}`);
  }
}

/** A logical type that stands on a type it may stand on; others are passed over, as Avro wants. */
function logicalType(schema: Readonly<Record<string, unknown>>): Omit<AvroType, "nullable"> | undefined {
  const { type, logicalType: logical, precision, scale = 0, size } = schema;
  switch (logical) {
    case "date":
      return type === "int" ? { type: DATE } : undefined;
    case "timestamp-millis":
    case "local-timestamp-millis":
      return type === "long" ? { type: TIMESTAMP, format: "epoch_millis" } : undefined;
    case "timestamp-micros":
    case "local-timestamp-micros":
      return type === "long" ? { type: TIMESTAMP, format: "epoch_micros" } : undefined;
    case "timestamp-nanos":
    case "local-timestamp-nanos":
      return type === "long" ? { type: TIMESTAMP } : undefined;
    case "duration":
      return type === "fixed" && size === 12 ? { type: CALENDAR_INTERVAL } : undefined;
    case "decimal": {
      if (type !== "bytes" && type !== "fixed") return undefined;
      const digits = typeof precision === "number" ? precision : 0;
      const behind = typeof scale === "number" ? scale : -1;
      if (!Number.isInteger(digits) || digits < 1 || digits > 38 || behind < 0 || behind > digits) {
        throw new AvroMisfit(
          `is a decimal of ${digits} digits and scale ${behind}: columns have up to 38 digits`,
        );
      }
      return { type: decimal(digits, behind) };
    }
    default:
      return undefined;
  }
}
