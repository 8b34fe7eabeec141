import { PinionError, showType, toInt64, type DataType, type Value } from "@pinion/core";
import { unbase64Strictly } from "@pinion/core/std";
import { kindOfField, kindOfType, NULL_FIELD, type Kind, type Scalar } from "./kinds.js";
import { BYTES, FIXED32, FIXED64, fieldsOf, VARINT, varintsOf, type WireField } from "./wire.js";

/**
 * Reads a value of a type from what stands in a field of a hash. Numbers of another width are taken where nothing is lost.
 * Throws PN6002 where the text is no value message, PN6003 where it holds a value of another type.
 */
export function feathrValue(text: string, name: string, type: DataType): Value {
  const bytes = unbase64Strictly(text);
  const fields = bytes === null ? undefined : fieldsOf(Buffer.from(bytes));
  // Of a oneof the last that stands there counts.
  const field = fields?.findLast((one) => kindOfField(one.field) !== undefined);
  const kind = field && kindOfField(field.field);
  if (field === undefined && fields?.some((one) => one.field === NULL_FIELD) === true) return null;
  const wanted = kindOfType(type);
  if (field === undefined || kind === undefined) throw damaged(name);
  const read = wanted?.shape === kind.shape ? readKind(kind, wanted.scalar, field, name) : undefined;
  if (read === undefined || !fits(read, type)) {
    throw new PinionError(
      "PN6003",
      `the stored value of \`${name}\` is of another type than ${showType(type)}: ${kind.shape} of ${kind.scalar}`,
      { help: "declare the feature's type as it was written, or materialise it again" },
    );
  }
  return read;
}

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
