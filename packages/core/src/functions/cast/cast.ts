import type { Span } from "../../diagnostics/index.js";
import { build, interpret, type TypedExpr, type TypedLambda, type TypedVariable } from "../../typed/index.js";
import { isDatetime, isIntegral, sameType, type DataType } from "../../types/index.js";
import { constantOf } from "../constant.js";
import type { ResolveContext } from "../record.js";
import { keep } from "./keep.js";
import { castImpl } from "./matrix.js";
import { losesKeys, nestedCast, type PartCast } from "./nested.js";
import { specialText } from "./special-text.js";
import type { CastStep } from "./step.js";

export interface CastOptions {
  /** Not written, but following from Spark's rules. Constants are converted on the spot. */
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
  return castAt(expr, to, context, options, 0);
}

/** {@link castTo} where the types are known to convert. */
export function coerce(expr: TypedExpr, to: DataType, context: ResolveContext): TypedExpr {
  const cast = castTo(expr, to, context, { implicit: true });
  if (cast === undefined) throw new Error(`no cast from ${expr.type.kind} to ${to.kind}`);
  return cast;
}

function castAt(
  expr: TypedExpr,
  to: DataType,
  context: ResolveContext,
  options: CastOptions,
  depth: number,
): TypedExpr | undefined {
  const span = options.span ?? expr.span;
  const implicit = options.implicit ?? false;
  const same = sameType(expr.type, to);
  // Beside a DECIMAL the literal 1 is a DECIMAL(1,0), but CAST(1 AS INT) an INT: it must not stay a literal.
  if (same && (implicit || expr.kind !== "literal" || !isIntegral(to))) return expr;
  if (expr.type.kind === "void") return build.nullOf(to, span);
  if (isEpoch(expr, to)) return build.literal(0, to, span);
  const step = same
    ? keep()
    : (castNested(expr.type, to, context, span, depth) ?? castImpl(expr.type, to, context));
  if (step === undefined) return undefined;
  if (expr.kind === "literal" && expr.value === null) return build.nullOf(to, span);
  const { impl, statics = [], parts = [] } = step;
  const args = [expr, ...parts];
  const cast = build.call({ name: "cast", impl, statics, type: to, args, span, implicit });
  return expr.kind === "literal" && implicit
    ? build.literal(
        interpret(cast, () => null),
        to,
        span,
      )
    : cast;
}

/** Whether it is a constant text that says the epoch, which no text of a row does. */
function isEpoch(expr: TypedExpr, to: DataType): boolean {
  if (expr.type.kind !== "string" || !isDatetime(to)) return false;
  const text = constantOf(expr);
  return typeof text === "string" && specialText(text) === "epoch";
}

/** The cast of an array, map or struct, its parts' casts as lambdas. */
function castNested(
  from: DataType,
  to: DataType,
  context: ResolveContext,
  span: Span,
  depth: number,
): CastStep | undefined {
  const nested = nestedCast(from, to);
  if (nested === undefined) return undefined;
  const parts: TypedLambda[] = [];
  for (const part of nested.parts) {
    const lambda = partLambda(part, context, span, depth + 1);
    if (lambda === undefined) return undefined;
    parts.push(lambda);
  }
  const kept = to.kind !== "string" && parts.every((part) => isKept(part.body));
  return kept ? keep() : { impl: nested.impl, parts };
}

/**
 * The cast of a part, over a variable of its own. Variables of casts are numbered by depth, below zero:
 * none is used but by the cast right around it, so they cannot meet each other or a lambda's that was written.
 */
function partLambda(
  part: PartCast,
  context: ResolveContext,
  span: Span,
  depth: number,
): TypedLambda | undefined {
  const nullable = part.key === undefined;
  const param: TypedVariable = {
    kind: "variable",
    id: -depth,
    name: "part",
    type: part.from,
    nullable,
    span,
  };
  const body = castAt(param, part.to, context, { implicit: true, span }, depth);
  if (body === undefined) return undefined;
  if (!nullable && !isKeyCast(part) && (body.nullable || losesKeys(part.from, part.to))) return undefined;
  return { kind: "lambda", params: [param], body, span };
}

/**
 * Casts of keys that Spark takes for certain, though ours may give NULL: the keys of `map()` are of no type, but
 * there are none; a date is a timestamp but for those hundreds of thousands of years away.
 */
function isKeyCast({ from, to }: PartCast): boolean {
  return from.kind === "void" || (from.kind === "date" && to.kind === "timestamp");
}

/** Whether a cast of a variable leaves its value as it is. */
function isKept(body: TypedExpr): boolean {
  return (
    body.kind === "variable" ||
    (body.kind === "call" && body.impl.name === "keepValue" && body.args[0]?.kind === "variable")
  );
}
