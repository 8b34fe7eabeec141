import type { DataType, DecimalType, StructField } from "@pinion/core";
import type { ArrayType, CalendarIntervalType, MapType } from "./data-types.js";
import type { ColumnTypes } from "../source/types.js";
import type { Type } from "../types/type.js";

/*
 * What TypeScript makes of an Avro schema that is written as a literal. The same mapping, of the values, is in
 * `avro-type.ts`; a type test holds them together.
 */

/** A record as Avro's specification writes it in JSON: https://avro.apache.org/docs/1.12.0/specification/ */
export interface AvroRecord {
  readonly type: "record";
  readonly name: string;
  readonly fields: readonly AvroField[];
  readonly [attribute: string]: unknown;
}

/** A field of an Avro record, as schemas write it. */
export interface AvroField {
  readonly name: string;
  readonly type: unknown;
  readonly [attribute: string]: unknown;
}

/** The columns of a record: each field by name. */
export type AvroColumns<S> = S extends { readonly fields: infer F extends readonly AvroField[] }
  ? { readonly [Field in F[number] as Field["name"]]: Column<Field["type"]> }
  : ColumnTypes;

/** A union with null may be NULL, nothing else may. */
type Column<T> = T extends readonly unknown[]
  ? Type<Branches<Exclude<T[number], "null">>, "null" extends T[number] ? true : false>
  : Type<Data<T>, false>;

/** Of one branch its own type; whole numbers and fractions widen, as Spark reads them. */
type Branches<B> = [B] extends ["int" | "long"]
  ? "long" extends B
    ? Data<"long">
    : Data<"int">
  : [B] extends ["float" | "double"]
    ? "double" extends B
      ? Data<"double">
      : Data<"float">
    : Data<B>;

interface Primitives {
  readonly boolean: { readonly kind: "boolean" };
  readonly int: { readonly kind: "int" };
  readonly long: { readonly kind: "bigint" };
  readonly float: { readonly kind: "float" };
  readonly double: { readonly kind: "double" };
  readonly bytes: { readonly kind: "binary" };
  readonly string: { readonly kind: "string" };
}

interface Timestamp {
  readonly kind: "timestamp";
}

interface LogicalTypes {
  readonly date: { readonly kind: "date" };
  readonly "timestamp-millis": Timestamp;
  readonly "timestamp-micros": Timestamp;
  readonly "timestamp-nanos": Timestamp;
  readonly "local-timestamp-millis": Timestamp;
  readonly "local-timestamp-micros": Timestamp;
  readonly "local-timestamp-nanos": Timestamp;
  readonly decimal: DecimalType;
  readonly duration: CalendarIntervalType;
}

type Data<T> = T extends keyof Primitives
  ? Primitives[T]
  : T extends readonly unknown[]
    ? Branches<Exclude<T[number], "null">>
    : T extends { readonly logicalType: infer L extends keyof LogicalTypes }
      ? LogicalTypes[L]
      : T extends { readonly type: infer Inner }
        ? Complex<T, Inner>
        : DataType;

type Complex<T, Inner> = Inner extends "array"
  ? T extends { readonly items: infer Items }
    ? ArrayType<Data<Items>>
    : DataType
  : Inner extends "map"
    ? T extends { readonly values: infer Values }
      ? MapType<Data<Values>>
      : DataType
    : Inner extends "record"
      ? { readonly kind: "struct"; readonly fields: readonly StructField[] }
      : Inner extends "enum"
        ? Primitives["string"]
        : Inner extends "fixed"
          ? Primitives["bytes"]
          : Data<Inner>;
