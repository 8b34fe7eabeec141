import { PinionError, showType, type DataType, type Int64, type Value } from "@pinion/core";
import { kindOfType, NULL_FIELD, type Kind, type Scalar } from "./kinds.js";
import { BYTES, delimited, FIXED32, FIXED64, tag, VARINT, varint, type WireType } from "./wire.js";

/** Writes values of one type that are not NULL: standard Base64 of the value message. Throws PN7008 for other types. */
export function feathrEncoder(name: string, type: DataType): (value: Value) => string {
  const kind = kindOfType(type);
  if (kind === undefined) throw unholdable(name, type);
  return (value) => {
    const message = messageOf(kind, value);
    if (message === undefined) {
      throw new PinionError("PN7008", `\`${name}\` has a NULL within a value, which the layout cannot hold`, {
        help: "filter NULLs out of arrays and maps, or use the packed layout",
      });
    }
    return message.toString("base64");
  };
}

/**
 * A NULL, which the message has no form of: a field of no value in it. Whoever does not know the field reads a message without
 * a value.
 */
export const FEATHR_NULL = Buffer.concat([tag(NULL_FIELD, VARINT), varint(0n)]).toString("base64");

export const unholdable = (name: string, type: DataType): PinionError =>
  new PinionError("PN7008", `the layout \`feathr\` cannot hold \`${name}\`, which is ${showType(type)}`, {
    help: "it holds BOOLEAN, STRING, numbers, arrays of these and of BINARY, and MAP<INT, …> of these; cast it",
  });

/** Zero, false and "" are written too. Repeated scalars stand one by one, unpacked. */
function messageOf({ shape, scalar, field }: Kind, value: Value): Buffer | undefined {
  switch (shape) {
    case "scalar":
      return scalarField(field, scalar, value);
    case "array": {
      const parts = elements(value as readonly Value[], 1, scalar);
      return parts && delimited(field, parts);
    }
    case "sparse": {
      // Indices ascend, as in a vector.
      const pairs = (value as readonly (readonly [number, Value])[]).toSorted(([a], [b]) => a - b);
      const indices = elements(
        pairs.map(([index]) => index),
        1,
        "int32",
      );
      const values = elements(
        pairs.map(([, part]) => part),
        2,
        scalar,
      );
      return indices && values && delimited(field, Buffer.concat([indices, values]));
    }
  }
}

function elements(parts: readonly Value[], field: number, scalar: Scalar): Buffer | undefined {
  return parts.includes(null)
    ? undefined
    : Buffer.concat(parts.map((part) => scalarField(field, scalar, part)));
}

const WIRES: Readonly<Record<Scalar, WireType>> = {
  boolean: VARINT,
  int32: VARINT,
  int64: VARINT,
  float: FIXED32,
  double: FIXED64,
  string: BYTES,
  bytes: BYTES,
};

function scalarField(field: number, scalar: Scalar, value: Value): Buffer {
  switch (scalar) {
    case "boolean":
      return Buffer.concat([tag(field, WIRES[scalar]), varint(value === true ? 1n : 0n)]);
    case "int32":
    case "int64":
      return Buffer.concat([tag(field, WIRES[scalar]), varint(BigInt(value as Int64))]);
    case "float": {
      const bytes = Buffer.alloc(4);
      bytes.writeFloatLE(value as number);
      return Buffer.concat([tag(field, WIRES[scalar]), bytes]);
    }
    case "double": {
      const bytes = Buffer.alloc(8);
      bytes.writeDoubleLE(value as number);
      return Buffer.concat([tag(field, WIRES[scalar]), bytes]);
    }
    case "string":
      return delimited(field, Buffer.from(value as string, "utf8"));
    case "bytes":
      return delimited(field, value as Uint8Array);
  }
}
