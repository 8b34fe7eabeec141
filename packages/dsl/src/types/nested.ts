import type { DataType, DecimalType, StructField } from "@pinion/core";
import { DefinitionError } from "../error.js";
import { callSite } from "../site.js";
import { isType, makeType, type TypeOptions } from "./make.js";
import type { Type } from "./type.js";

/** A fixed-point number of `precision` digits (1 to 38), `scale` of them after the point. */
export function decimal<const N extends boolean = true>(
  precision: number,
  scale: number,
  options: TypeOptions<N> = {},
): Type<DecimalType, N> {
  const whole = Number.isInteger(precision) && Number.isInteger(scale);
  if (!whole || precision < 1 || precision > 38 || scale < 0 || scale > precision) {
    throw new DefinitionError(
      "PN1107",
      `there is no type decimal(${precision}, ${scale})`,
      { site: callSite(decimal), path: [] },
      { help: "precision is 1 to 38, scale is 0 to the precision" },
    );
  }
  return makeType(Object.freeze({ kind: "decimal", precision, scale } as const), options);
}

/** A list of any length, or a vector. */
export function array<D extends DataType, const N extends boolean = true>(
  element: Type<D>,
  options: TypeOptions<N> = {},
): Type<{ readonly kind: "array"; readonly element: D }, N> {
  return makeType(Object.freeze({ kind: "array", element: part(element, array) } as const), options);
}

/** Keys, which are never NULL, to values. */
export function map<K extends DataType, V extends DataType, const N extends boolean = true>(
  key: Type<K>,
  value: Type<V>,
  options: TypeOptions<N> = {},
): Type<{ readonly kind: "map"; readonly key: K; readonly value: V }, N> {
  const type = { kind: "map", key: part(key, map), value: part(value, map, 1) } as const;
  return makeType(Object.freeze(type), options);
}

/** Named fields, in order. */
export function struct<const N extends boolean = true>(
  fields: Readonly<Record<string, Type>>,
  options: TypeOptions<N> = {},
): Type<{ readonly kind: "struct"; readonly fields: readonly StructField[] }, N> {
  const list = Object.entries(fields).map(([name, field]) =>
    Object.freeze({ name, type: part(field, struct, 0, name) }),
  );
  return makeType(Object.freeze({ kind: "struct", fields: Object.freeze(list) } as const), options);
}

/** The data type of a part. A format belongs to a whole column: inside a nested type it would be lost. */
function part<D extends DataType>(
  type: Type<D>,
  builder: (...args: never) => unknown,
  ...path: (number | string)[]
): D {
  const place = () => ({ site: callSite(builder), path: path.length === 0 ? [0] : path });
  if (!isType(type)) throw new DefinitionError("PN1107", "a part of a nested type is no type", place());
  if (type.format === undefined) return type.type;
  throw new DefinitionError("PN1107", "a format cannot stand inside a nested type", place(), {
    help: "declare the part as t.string() and convert it in the expression",
  });
}
