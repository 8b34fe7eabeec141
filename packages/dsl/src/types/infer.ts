import type { Int64, Value, DataType } from "@pinion/core";
import type { Type } from "./type.js";

/** The JavaScript value of a type, `null` included where it may be NULL. See `Value` of `@pinion/core`. */
export type InferValue<T extends Type> =
  T extends Type<infer D, infer N> ? ValueOf<D> | (N extends false ? never : null) : never;

/** The JavaScript value of a data type, NULL apart. */
export type ValueOf<D extends DataType> = D extends { readonly kind: "array"; readonly element: infer E }
  ? readonly (ValueOf<E & DataType> | null)[]
  : D extends { readonly kind: "map"; readonly key: infer K; readonly value: infer V }
    ? readonly (readonly [ValueOf<K & DataType>, ValueOf<V & DataType> | null])[]
    : D["kind"] extends keyof ScalarValues
      ? ScalarValues[D["kind"]]
      : Value;

interface ScalarValues {
  readonly boolean: boolean;
  readonly tinyint: number;
  readonly smallint: number;
  readonly int: number;
  readonly bigint: Int64;
  readonly float: number;
  readonly double: number;
  /** The unscaled digits. */
  readonly decimal: bigint;
  readonly string: string;
  readonly binary: Uint8Array;
  /** Days since 1970-01-01. */
  readonly date: number;
  /** Microseconds since the epoch. */
  readonly timestamp: Int64;
  readonly struct: readonly Value[];
}
