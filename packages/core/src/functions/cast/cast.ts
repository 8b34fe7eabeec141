import { build, type Impl, type Static, type TypedExpr } from "../../typed/index.js";
import { interpret } from "../../typed/interpret.js";
import { sameType, type DataType } from "../../types/index.js";
import type { Span } from "../../diagnostics/index.js";
import type { ResolveContext } from "../record.js";
import { castImpl } from "./matrix.js";

/** How one type is turned into another: the implementation, and what is fixed about it. */
export interface CastStep {
  readonly impl: Impl;
  readonly statics?: readonly Static[];
}

export interface CastOptions {
  /** Not written, but following from Spark's rules. */
  readonly implicit?: boolean;
  readonly span?: Span;
}

/** The expression as a value of `to`, itself where it already is one; undefined where Spark has no such cast. */
export function castTo(
  expr: TypedExpr,
  to: DataType,
  context: ResolveContext,
  options: CastOptions = {},
): TypedExpr | undefined {
  if (sameType(expr.type, to)) return expr;
  const span = options.span ?? expr.span;
  if (expr.kind === "literal" && expr.value === null) return build.nullOf(to, span);
  if (expr.type.kind === "void") return build.nullOf(to, span);
  const step = castImpl(expr.type, to, context);
  if (step === undefined) return undefined;
  const cast = build.call({
    name: "cast",
    impl: step.impl,
    statics: step.statics ?? [],
    type: to,
    args: [expr],
    span,
    implicit: options.implicit ?? false,
  });
  return expr.kind === "literal"
    ? build.literal(
        interpret(cast, () => null),
        to,
        span,
      )
    : cast;
}

/** {@link castTo} where the types are known to convert. */
export function coerce(expr: TypedExpr, to: DataType, context: ResolveContext): TypedExpr {
  const cast = castTo(expr, to, context, { implicit: true });
  if (cast === undefined) throw new Error(`no cast from ${expr.type.kind} to ${to.kind}`);
  return cast;
}
