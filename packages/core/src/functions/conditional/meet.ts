import { sameType, showType, widerCommonTypeOf, type DataType } from "../../types/index.js";
import type { TypedExpr } from "../../typed/index.js";
import { castTo } from "../cast/cast.js";
import { refuse, type FunctionCall, type Refusal } from "../record.js";

/** All expressions converted to the type that they meet in, as Spark does with the branches of a CASE. */
export function meet(call: FunctionCall, exprs: readonly TypedExpr[]): readonly TypedExpr[] | Refusal {
  const type = commonType(exprs.map((expr) => expr.type));
  const met = type && exprs.map((expr) => castTo(expr, type, call.context, { implicit: true }));
  if (met?.every((expr) => expr !== undefined) === true) return met;
  const types = [...new Set(exprs.map((expr) => showType(expr.type)))].join(", ");
  return refuse("PN2203", `\`${call.name}\` chooses between values that do not meet: ${types}`, call.span, {
    label: types,
    help: "write a CAST that says which type is meant",
  });
}

function commonType(types: readonly DataType[]): DataType | undefined {
  const [first] = types;
  if (first === undefined) return undefined;
  return types.every((type) => sameType(type, first)) ? first : widerCommonTypeOf(types);
}
