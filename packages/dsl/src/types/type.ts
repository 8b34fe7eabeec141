import type { DataType } from "@pinion/core";
import type { TypeDefinition } from "../definitions.js";

/** The type of a column, key or feature, known to TypeScript: `D` its data type, `N` whether it may be NULL. */
export interface Type<D extends DataType = DataType, N extends boolean = boolean> extends TypeDefinition {
  readonly type: D;
  readonly nullable: N;
}

/** Types that a key may have. */
export interface KeyDataType {
  readonly kind:
    | "boolean"
    | "tinyint"
    | "smallint"
    | "int"
    | "bigint"
    | "float"
    | "double"
    | "string"
    | "binary"
    | "date"
    | "timestamp";
}

/** Types that one value of a feature may have: BOOLEAN, INT32, INT64, FLOAT, DOUBLE, STRING, BYTES. */
export interface FeatureScalarType {
  readonly kind: "boolean" | "int" | "bigint" | "float" | "double" | "string" | "binary";
}

/** A vector of feature values. */
export interface VectorType {
  readonly kind: "array";
  readonly element: FeatureScalarType;
}

/** Types that a feature may be declared to have. */
export type FeatureDataType = FeatureScalarType | VectorType;

/** A type error that reads as a sentence. No value has this type. */
export interface TypeMistake<Message extends string> {
  readonly [MISTAKE]: Message;
}
declare const MISTAKE: unique symbol;
