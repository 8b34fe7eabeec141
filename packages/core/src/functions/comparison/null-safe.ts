import { build, type TypedExpr } from "../../typed/index.js";
import { BOOLEAN } from "../../types/index.js";
import type { FunctionCall, Resolution } from "../record.js";
import { pair } from "./arguments.js";
import { comparisonImpl, sameImpl } from "./impls.js";
import { isNullLiteral } from "./literals.js";
import { comparable, integerBesideDecimal, type Site } from "./operands.js";

/** `resolve` of `<=>` and `equal_null`. */
export function nullSafeEquality(call: FunctionCall): Resolution {
  const sides = pair(call);
  return "kind" in sides ? sides : nullSafeEqual(sides[0].expr, sides[1].expr, call);
}

/** Equality that is never NULL, in the cheapest form that what can be NULL allows. */
export function nullSafeEqual(a: TypedExpr, b: TypedExpr, site: Site): Resolution {
  const sides = integerBesideDecimal("<=>", a, b) ?? { left: a, right: b };
  const operands = comparable("<=>", sides.left, sides.right, site);
  if ("kind" in operands) return operands;
  const { left, right, type } = operands;
  const { span } = site;
  if (type.kind === "void") return build.literal(true, BOOLEAN, span);
  if (isNullLiteral(right)) return build.isNull(left, span);
  if (isNullLiteral(left)) return build.isNull(right, span);
  const args = [left, right];
  if (left.nullable && right.nullable) {
    return build.call({ name: "<=>", ...sameImpl(type), type: BOOLEAN, args, span, nullable: false });
  }
  const equal = build.call({ name: "<=>", ...comparisonImpl("=", type, right), type: BOOLEAN, args, span });
  return equal.nullable ? build.coalesce([equal, build.literal(false, BOOLEAN, span)], span) : equal;
}
