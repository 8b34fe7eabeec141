import type { Span } from "../diagnostics/span.js";
import { BOOLEAN, VOID, type DataType } from "../types/index.js";
import type { Value } from "../values/index.js";
import type { Impl, Static } from "./impl.js";
import type { TypedCall, TypedExpr, TypedLambda, TypedLiteral } from "./typed-expr.js";

/** Builders for typed nodes that compute nullability, so that no caller has to. */

export const literal = (value: Value, type: DataType, span: Span): TypedLiteral => ({
  kind: "literal",
  value,
  type,
  nullable: value === null,
  span,
});

export const nullOf = (type: DataType, span: Span): TypedLiteral => literal(null, type, span);

export interface CallParts {
  readonly name: string;
  readonly impl: Impl;
  readonly type: DataType;
  readonly args: readonly (TypedExpr | TypedLambda)[];
  readonly span: Span;
  readonly statics?: readonly Static[];
  readonly implicit?: boolean;
  /** For `aware` implementations, which alone know; assumed true where it is left out. */
  readonly nullable?: boolean;
}

export function call(parts: CallParts): TypedCall {
  const { name, impl, type, args, span, statics = [] } = parts;
  const nullable =
    impl.nulls === "aware"
      ? (parts.nullable ?? true)
      : impl.fails !== undefined || args.some((arg) => arg.kind !== "lambda" && arg.nullable);
  return {
    kind: "call",
    name,
    impl,
    statics,
    args,
    type,
    nullable,
    span,
    ...(parts.implicit === true ? { implicit: true as const } : {}),
  };
}

export const and = (left: TypedExpr, right: TypedExpr, span: Span): TypedExpr => ({
  kind: "and",
  left,
  right,
  type: BOOLEAN,
  nullable: left.nullable || right.nullable,
  span,
});

export const or = (left: TypedExpr, right: TypedExpr, span: Span): TypedExpr => ({
  kind: "or",
  left,
  right,
  type: BOOLEAN,
  nullable: left.nullable || right.nullable,
  span,
});

/** Both branches must already be of one type. */
export const iff = (condition: TypedExpr, then: TypedExpr, otherwise: TypedExpr, span: Span): TypedExpr => ({
  kind: "if",
  condition,
  then,
  else: otherwise,
  type: then.type,
  nullable: then.nullable || otherwise.nullable,
  span,
});

/** All arguments must already be of one type. */
export const coalesce = (args: readonly TypedExpr[], span: Span): TypedExpr => ({
  kind: "coalesce",
  args,
  type: args[0]?.type ?? VOID,
  nullable: args.every((arg) => arg.nullable),
  span,
});

export const isNull = (arg: TypedExpr, span: Span): TypedExpr => ({
  kind: "isNull",
  arg,
  type: BOOLEAN,
  nullable: false,
  span,
});

export const isIn = (arg: TypedExpr, values: readonly Value[], hasNull: boolean, span: Span): TypedExpr => ({
  kind: "in",
  arg,
  values,
  hasNull,
  type: BOOLEAN,
  nullable: arg.nullable || hasNull,
  span,
});
