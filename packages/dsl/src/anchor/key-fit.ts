import type { TypeKind } from "@pinion/core";
import type { Key } from "../key.js";
import type { ColumnsOf, ColumnTypes } from "../source/types.js";
import type { KeyDataType, TypeMistake } from "../types/type.js";

/** Which columns a key may be read from: those whose every value is a value of the key's type. */
export const FITTING_COLUMNS = {
  boolean: ["boolean"],
  tinyint: ["tinyint"],
  smallint: ["tinyint", "smallint"],
  int: ["tinyint", "smallint", "int"],
  bigint: ["tinyint", "smallint", "int", "bigint"],
  float: ["float"],
  double: ["float", "double"],
  string: ["string"],
  binary: ["binary"],
  date: ["date"],
  timestamp: ["timestamp"],
} as const satisfies Readonly<Record<KeyDataType["kind"], readonly TypeKind[]>>;

/** The keys themselves where they fit the source, otherwise a sentence that says why not. */
export type FitKeys<S, K> = K extends readonly unknown[]
  ? { readonly [I in keyof K]: FitKey<ColumnsOf<S>, K[I]> }
  : FitKey<ColumnsOf<S>, K>;

type FitKey<Columns extends ColumnTypes, K> =
  K extends Key<infer Name, infer D, infer Computed>
    ? [Computed, string] extends [true, unknown] | [unknown, Name]
      ? K
      : string extends keyof Columns
        ? K
        : Name extends keyof Columns
          ? FitColumn<K, Name, Columns[Name]["type"]["kind"], D["kind"]>
          : TypeMistake<`the source has no column ${Name}`>
    : K;

type FitColumn<
  K,
  Name extends string,
  ColumnKind extends TypeKind,
  KeyKind extends KeyDataType["kind"],
> = ColumnKind extends (typeof FITTING_COLUMNS)[KeyKind][number]
  ? K
  : TypeMistake<`key ${Name} is ${KeyKind}, but the source's column is ${ColumnKind}`>;
