import { PinionError, toInt64, type DataType, type Value } from "@pinion/core";
import { unbase64Strictly } from "@pinion/core/std";
import { otherType } from "../declared.js";
import { readingOf } from "../row/index.js";
import { kindOfField, kindOfType, NULL_FIELD, type Kind, type Scalar } from "./kinds.js";
import { BYTES, FIXED32, FIXED64, fieldsOf, VARINT, varintsOf, type WireField } from "./wire.js";

/**
 * What reads values of a feature that was written as the stored type, as values of the declared one. Each value says its own kind: numbers of
 * another width are taken where nothing of them is lost, and what is of the stored kind is read as rows of that type are. It throws
 * PN6002 where a text is no value message, PN6010 where it holds a value of another type.
 */
export function feathrReader(
  table: string,
  name: string,
  stored: DataType,
  declared: DataType,
): (text: string) => Value {
  const reading = readingOf(stored, declared);
  return (text) => {
    const found = readField(text, name);
    if (found === null) return null;
    const own = readAs(found, name, declared);
    if (own !== undefined) return own;
    const value = reading.kind === "refused" ? undefined : readAs(found, name, stored);
    if (value === undefined) throw otherType(table, name, showKind(found.kind), declared);
    return reading.kind === "converted" ? reading.convert(value) : value;
  };
}

interface FoundField {
  readonly field: WireField;
  readonly kind: Kind;
}

/** Of a oneof the last that stands there counts; null is a NULL. */
function readField(text: string, name: string): FoundField | null {
  const bytes = unbase64Strictly(text);
  const fields = bytes === null ? undefined : fieldsOf(Buffer.from(bytes));
  const field = fields?.findLast((one) => kindOfField(one.field) !== undefined);
  const kind = field && kindOfField(field.field);
  if (field === undefined && fields?.some((one) => one.field === NULL_FIELD) === true) return null;
  if (field === undefined || kind === undefined) throw damaged(name);
  return { field, kind };
}

/** Undefined where it is no value of the type. */
function readAs({ field, kind }: FoundField, name: string, type: DataType): Value | undefined {
  const wanted = kindOfType(type);
  const read = wanted?.shape === kind.shape ? readKind(kind, wanted.scalar, field, name) : undefined;
  return read === undefined || !fits(read, type) ? undefined : read;
}

const showKind = ({ shape, scalar }: Kind): string => (shape === "scalar" ? scalar : `${shape} of ${scalar}`);

/** Undefined where the stored kind cannot stand for the wanted one. */
function readKind(kind: Kind, wanted: Scalar, field: WireField, name: string): Value | undefined {
  if (!compatible(kind.scalar, wanted)) return undefined;
  if (kind.shape === "scalar") return scalars([field], kind.scalar, name)[0];
  if (field.wire !== BYTES) throw damaged(name);
  const parts = fieldsOf(field.bytes);
  if (parts === undefined) throw damaged(name);
  const of = (number: number): readonly WireField[] => parts.filter((part) => part.field === number);
  if (kind.shape === "array") return scalars(of(1), kind.scalar, name);
  const indices = scalars(of(1), "int32", name);
  const values = scalars(of(2), kind.scalar, name);
  if (indices.length !== values.length || new Set(indices).size !== indices.length) throw damaged(name);
  return indices.map((index, i) => [index, values[i] ?? null]);
}

const compatible = (stored: Scalar, wanted: Scalar): boolean =>
  stored === wanted ||
  (wanted === "int64" && stored === "int32") ||
  (wanted === "int32" && stored === "int64") ||
  (wanted === "double" && stored === "float");

const RANGES: Readonly<Record<string, number>> = { tinyint: 2 ** 7, smallint: 2 ** 15, int: 2 ** 31 };

/** Whether integers are within the range of their type. */
function fits(value: Value, type: DataType): boolean {
  switch (type.kind) {
    case "array":
      return (value as readonly Value[]).every((part) => fits(part, type.element));
    case "map":
      return (value as readonly (readonly Value[])[]).every(([, part]) => fits(part ?? null, type.value));
    case "tinyint":
    case "smallint":
    case "int": {
      const range = RANGES[type.kind] ?? 0;
      return typeof value === "number" && value >= -range && value < range;
    }
    default:
      return true;
  }
}

/** Elements, whether they stand one by one or packed behind each other. */
function scalars(fields: readonly WireField[], scalar: Scalar, name: string): Value[] {
  return fields.flatMap((field): Value[] => {
    switch (scalar) {
      case "string":
      case "bytes":
        if (field.wire !== BYTES) throw damaged(name);
        return [scalar === "string" ? utf8(field.bytes, name) : new Uint8Array(field.bytes)];
      case "float":
      case "double": {
        const width = scalar === "float" ? 4 : 8;
        const alone = scalar === "float" ? FIXED32 : FIXED64;
        if ((field.wire !== alone && field.wire !== BYTES) || field.bytes.length % width !== 0)
          throw damaged(name);
        return Array.from({ length: field.bytes.length / width }, (_, i) =>
          scalar === "float" ? field.bytes.readFloatLE(i * width) : field.bytes.readDoubleLE(i * width),
        );
      }
      case "boolean":
      case "int32":
      case "int64": {
        const all =
          field.wire === VARINT ? [field.varint] : field.wire === BYTES ? varintsOf(field.bytes) : undefined;
        if (all === undefined) throw damaged(name);
        return all.map((one) =>
          scalar === "boolean"
            ? one !== 0n
            : scalar === "int32"
              ? Number(BigInt.asIntN(32, one))
              : toInt64(one),
        );
      }
    }
  });
}

const UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function utf8(bytes: Buffer, name: string): string {
  try {
    return UTF8.decode(bytes);
  } catch {
    throw damaged(name);
  }
}

const damaged = (name: string): PinionError =>
  new PinionError("PN6002", `the stored value of \`${name}\` is damaged: it is no value message`, {
    help: "materialise the table again",
  });
