import type { Span } from "../diagnostics/span.js";
import type { DataType } from "../types/index.js";
import type { Value } from "../values/index.js";
import type { Impl, Static } from "./impl.js";

/**
 * A checked expression: every node has its type and nullability, every name is resolved, every implicit
 * conversion is a node of its own. Everything that Spark has an operator or function for is a `call`;
 * the other kinds are those that do not evaluate all their parts.
 */
export type TypedExpr =
  | TypedLiteral
  | TypedColumn
  | TypedCall
  | TypedConnective
  | TypedIf
  | TypedCoalesce
  | TypedIsNull
  | TypedIn
  | TypedVariable;

interface Node {
  readonly type: DataType;
  /** False only where the value cannot be NULL whatever the row. */
  readonly nullable: boolean;
  readonly span: Span;
}

export interface TypedLiteral extends Node {
  readonly kind: "literal";
  readonly value: Value;
}

/** A column of the source, or an input of a derived feature, by the name it was declared with. */
export interface TypedColumn extends Node {
  readonly kind: "column";
  readonly name: string;
}

/** `impl` applied to the values of `args`. */
export interface TypedCall extends Node {
  readonly kind: "call";
  /** The name the call is known by in explanations: `+`, `cast`, `substring`. */
  readonly name: string;
  readonly impl: Impl;
  /** Handed to `impl.prepare`, or in front of the arguments where there is none. */
  readonly statics: readonly Static[];
  readonly args: readonly (TypedExpr | TypedLambda)[];
  /** Set on a conversion that was not written but follows from Spark's rules of coercion. */
  readonly implicit?: true;
}

/** Three-valued AND and OR; the right side is not evaluated where the left decides. */
export interface TypedConnective extends Node {
  readonly kind: "and" | "or";
  readonly left: TypedExpr;
  readonly right: TypedExpr;
}

/** `then` where the condition is true, `else` where it is false or NULL. CASE is a chain of these. */
export interface TypedIf extends Node {
  readonly kind: "if";
  readonly condition: TypedExpr;
  readonly then: TypedExpr;
  readonly else: TypedExpr;
}

/** The first argument that is not NULL; later ones are not evaluated. */
export interface TypedCoalesce extends Node {
  readonly kind: "coalesce";
  readonly args: readonly TypedExpr[];
}

export interface TypedIsNull extends Node {
  readonly kind: "isNull";
  readonly arg: TypedExpr;
}

/**
 * Whether the value is among constants, none of them NULL, all of its type. `hasNull` says that NULL
 * stood in the list too: then a value that is not found yields NULL.
 */
export interface TypedIn extends Node {
  readonly kind: "in";
  readonly arg: TypedExpr;
  readonly values: readonly Value[];
  readonly hasNull: boolean;
}

/** A lambda's parameter. Numbers are unique within one expression. */
export interface TypedVariable extends Node {
  readonly kind: "variable";
  readonly id: number;
  readonly name: string;
}

/** Only ever an argument of a call: the implementation receives a JavaScript function. */
export interface TypedLambda {
  readonly kind: "lambda";
  readonly params: readonly TypedVariable[];
  readonly body: TypedExpr;
  readonly span: Span;
}
