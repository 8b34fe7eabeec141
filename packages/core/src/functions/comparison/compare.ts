import { build, type TypedExpr } from "../../typed/index.js";
import { BOOLEAN } from "../../types/index.js";
import type { FunctionCall, Resolution } from "../record.js";
import { pair } from "./arguments.js";
import { comparisonImpl, type Operator } from "./impls.js";
import { comparable, integerBesideDecimal, type Site } from "./operands.js";

/** `resolve` of the records of the six comparisons. */
export const comparison =
  (operator: Operator) =>
  (call: FunctionCall): Resolution => {
    const sides = pair(call);
    return "kind" in sides ? sides : compare(operator, sides[0].expr, sides[1].expr, call);
  };

/** The comparison of two expressions, for functions that Spark says in terms of comparisons. */
export function compare(operator: Operator, left: TypedExpr, right: TypedExpr, site: Site): Resolution {
  const sides = integerBesideDecimal(operator, left, right) ?? { left, right };
  const operands = comparable(operator, sides.left, sides.right, site);
  if ("kind" in operands) return operands;
  if (operands.type.kind === "void") return build.nullOf(BOOLEAN, site.span);
  return build.call({
    name: operator,
    ...comparisonImpl(operator, operands.type, operands.right),
    type: BOOLEAN,
    args: [operands.left, operands.right],
    span: site.span,
  });
}
