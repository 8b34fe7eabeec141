import { sameType } from "../../types/index.js";
import type { TypedExpr } from "../../typed/index.js";
import type { Value } from "../../values/index.js";
import { coerce } from "../cast/cast.js";
import { constantOf } from "../constant.js";
import { valueArguments, wrongType } from "../overloads.js";
import type { Param } from "../params.js";
import { refuse, type FunctionCall, type Refusal } from "../record.js";

/** The arguments converted to the parameters, the last of which repeats; or which of them does not fit. */
export function converted(call: FunctionCall, ...params: readonly Param[]): readonly TypedExpr[] | Refusal {
  const args = valueArguments(call);
  if ("kind" in args) return args;
  const result: TypedExpr[] = [];
  for (const [i, arg] of args.entries()) {
    const param = params[Math.min(i, params.length - 1)];
    if (param === undefined) throw new Error("no parameters");
    const type = param.convert(arg.type);
    if (type === undefined) return wrongType(call, i, param.shown, arg.type);
    result.push(sameType(type, arg.type) ? arg.expr : coerce(arg.expr, type, call.context));
  }
  return result;
}

/** The value of an argument that must be constant; a refusal where it is not. */
export function requireConstant(
  call: FunctionCall,
  index: number,
  expr: TypedExpr,
): { readonly value: Value } | Refusal {
  const value = constantOf(expr);
  if (value !== undefined) return { value };
  const span = call.args[index]?.span ?? call.span;
  return refuse("PN2303", `argument ${index + 1} of \`${call.name}\` must be a constant`, span, {
    label: "this depends on the row",
  });
}

/** The refusal of a constant that is of the right type and yet cannot be. */
export function badConstant(call: FunctionCall, index: number, message: string, help?: string): Refusal {
  const span = call.args[index]?.span ?? call.span;
  return refuse("PN2304", message, span, help === undefined ? {} : { help });
}
