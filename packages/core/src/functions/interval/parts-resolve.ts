import { build, type Impl } from "../../typed/index.js";
import { INT, type DataType } from "../../types/index.js";
import { coerce } from "../cast/cast.js";
import { valueArguments, wrongType } from "../overloads.js";
import type { Param } from "../params.js";
import type { FunctionCall, Resolution } from "../record.js";

interface Parts {
  readonly impl: Impl;
  readonly params: readonly Param[];
  readonly returns: DataType;
}

/** `resolve` of a function whose arguments are parts, 0 where they are left out. */
export const partsResolve =
  ({ impl, params, returns }: Parts) =>
  (call: FunctionCall): Resolution => {
    const given = valueArguments(call);
    if ("kind" in given) return given;
    const wrong = given.findIndex((arg, i) => params[i]?.convert(arg.type) === undefined);
    const misfit = given[wrong];
    if (misfit !== undefined) return wrongType(call, wrong, params[wrong]?.shown ?? "", misfit.type);
    const args = params.map((param, i) => {
      const expr = given[i]?.expr ?? build.literal(0, INT, call.nameSpan);
      return coerce(expr, param.convert(expr.type) ?? expr.type, call.context);
    });
    return build.call({ name: call.name.toLowerCase(), impl, type: returns, args, span: call.span });
  };
