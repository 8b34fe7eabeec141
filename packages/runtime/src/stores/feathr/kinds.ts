import type { DataType } from "@pinion/core";

/** The kinds of scalars that the layout's value message has. */
export type Scalar = "boolean" | "string" | "float" | "double" | "int32" | "int64" | "bytes";

/** How a value stands in the message: alone, in a list, or as the values of a sparse vector, in the field of a number. */
export interface Kind {
  readonly shape: "scalar" | "array" | "sparse";
  readonly scalar: Scalar;
  readonly field: number;
}

const FIELDS: Readonly<Record<Kind["shape"], Readonly<Partial<Record<Scalar, number>>>>> = {
  scalar: { boolean: 1, string: 2, float: 3, double: 4, int32: 5, int64: 6 },
  array: { boolean: 10, string: 11, float: 12, double: 13, int32: 14, int64: 15, bytes: 16 },
  sparse: { string: 20, boolean: 21, int32: 22, int64: 23, double: 24, float: 25 },
};

/** Far from the fields that Feathr has, or may come to have. */
export const NULL_FIELD = 1000;

const BY_FIELD: ReadonlyMap<number, Kind> = new Map(
  (["scalar", "array", "sparse"] as const).flatMap((shape) =>
    (Object.entries(FIELDS[shape]) as [Scalar, number][]).map(
      ([scalar, field]) => [field, { shape, scalar, field }] as const,
    ),
  ),
);

export const kindOfField = (field: number): Kind | undefined => BY_FIELD.get(field);

/** How values of a type are written; undefined where the layout has nothing for it. A sparse vector is MAP<INT, …>. */
export function kindOfType(type: DataType): Kind | undefined {
  if (type.kind === "array") return kind("array", scalarOf(type.element));
  if (type.kind === "map") {
    return type.key.kind === "int" ? kind("sparse", scalarOf(type.value)) : undefined;
  }
  return kind("scalar", scalarOf(type));
}

function kind(shape: Kind["shape"], scalar: Scalar | undefined): Kind | undefined {
  const field = scalar === undefined ? undefined : FIELDS[shape][scalar];
  return scalar === undefined || field === undefined ? undefined : { shape, scalar, field };
}

function scalarOf(type: DataType): Scalar | undefined {
  switch (type.kind) {
    case "boolean":
    case "string":
    case "float":
    case "double":
      return type.kind;
    case "tinyint":
    case "smallint":
    case "int":
      return "int32";
    case "bigint":
      return "int64";
    case "binary":
      return "bytes";
    default:
      return undefined;
  }
}
