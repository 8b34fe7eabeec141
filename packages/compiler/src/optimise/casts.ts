import type { DataType, TypedCall, TypedExpr } from "@pinion/core";
import { castTo } from "@pinion/core/functions";
import { isLossless } from "../plan/conversion.js";
import { rewrite } from "./rewrite.js";

/** A cast of a cast that lost nothing is one cast: INT to BIGINT to DOUBLE is INT to DOUBLE. */
export const simplifyCasts = (expr: TypedExpr): TypedExpr => rewrite(expr, simplify);

function simplify(expr: TypedExpr): TypedExpr {
  const inner = castOf(expr);
  const innermost = inner && castOf(inner);
  if (inner === undefined || innermost === undefined) return expr;
  const numbers = [innermost.type, inner.type, expr.type].every(isBinaryNumber);
  if (!numbers || !isLossless(innermost.type, inner.type)) return expr;
  // Numbers are cast without regard to the zone.
  return castTo(innermost, expr.type, { timeZone: "UTC" }, { span: expr.span, implicit: true }) ?? expr;
}

/** What is cast, where the expression is a cast. */
function castOf(expr: TypedExpr): TypedExpr | undefined {
  if (expr.kind !== "call" || expr.name !== "cast") return undefined;
  return soleArgument(expr);
}

function soleArgument({ args }: TypedCall): TypedExpr | undefined {
  const [arg] = args;
  return args.length === 1 && arg !== undefined && arg.kind !== "lambda" ? arg : undefined;
}

const KINDS: ReadonlySet<string> = new Set(["tinyint", "smallint", "int", "bigint", "float", "double"]);
const isBinaryNumber = (type: DataType): boolean => KINDS.has(type.kind);
