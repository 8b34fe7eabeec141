import { build, interpret, partsOf, type TypedExpr, type TypedLambda, type Value } from "@pinion/core";
import { rewrite } from "./rewrite.js";

/** Values with more parts than this are computed anew rather than written out. */
const LARGEST = 200;

/** Computes what is the same for every row. A NULL of constants alone is nobody's bad data and is not counted. */
export const foldConstants = (expr: TypedExpr): TypedExpr => rewrite(expr, fold);

function fold(expr: TypedExpr): TypedExpr {
  if (expr.kind === "literal" || !partsOf(expr).every(isLiteral)) return expr;
  if (expr.kind === "column" || expr.kind === "variable") return expr;
  const value = interpret(expr, () => null);
  return sizeOf(value) <= LARGEST ? build.literal(value, expr.type, expr.span) : expr;
}

/** Lambdas are not looked into: of constant arguments their calls are rare. */
const isLiteral = (part: TypedExpr | TypedLambda): boolean => part.kind === "literal";

function sizeOf(value: Value): number {
  if (typeof value === "string" || value instanceof Uint8Array) return value.length;
  return isList(value) ? value.reduce<number>((sum, part) => sum + 1 + sizeOf(part), 0) : 1;
}

const isList = (value: Value): value is readonly Value[] => Array.isArray(value);
