import {
  sameType,
  showType,
  type DataType,
  type Span,
  type TypedExpr,
  widerCommonTypeOf,
} from "@pinion/core";
import { castTo } from "@pinion/core/functions";
import type { Checking } from "./checking.js";

/** All of one type: the one that they have or meet in. Undefined, and a problem reported, where there is none. */
export function meet(
  c: Checking,
  exprs: readonly TypedExpr[],
  what: string,
  span: Span,
): readonly TypedExpr[] | undefined {
  const type = commonType(exprs.map((expr) => expr.type));
  const cast =
    type && exprs.map((expr) => castTo(expr, type, c.functions, { implicit: true, span: expr.span }));
  if (cast?.every((expr) => expr !== undefined) === true) return cast;
  const types = [...new Set(exprs.map((expr) => showType(expr.type)))];
  return c.report({
    code: "PN2203",
    message: `${what} are of types that do not meet: ${types.join(", ")}`,
    label: types.join(", "),
    help: "write a CAST that says which type is meant",
    span,
  });
}

function commonType(types: readonly DataType[]): DataType | undefined {
  const [first] = types;
  if (first === undefined) return undefined;
  return types.every((type) => sameType(type, first)) ? first : widerCommonTypeOf(types);
}
