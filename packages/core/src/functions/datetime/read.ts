import { build, type TypedExpr } from "../../typed/index.js";
import { STRING, type DataType } from "../../types/index.js";
import { castTo, coerce } from "../cast/cast.js";
import { valueArguments, wrongType } from "../overloads.js";
import { STRING_PARAM, type Param } from "../params.js";
import type { FunctionCall, Resolution } from "../record.js";
import { byPattern, type PatternForm } from "./patterns.js";

/** `resolve` of reading a value as a date or timestamp: by CAST, or by a pattern where one is given. */
export const readResolve =
  (to: DataType, form: PatternForm, param: Param) =>
  (call: FunctionCall): Resolution => {
    const args = valueArguments(call);
    if ("kind" in args) return args;
    const [arg, pattern] = args;
    if (arg === undefined) throw new Error(`${call.name} takes a value`);
    const type = param.convert(arg.type);
    if (type === undefined) return wrongType(call, 0, param.shown, arg.type);
    const value = coerce(arg.expr, type, call.context);
    if (pattern === undefined || type.kind !== "string") return castOf(value, to, call);
    if (STRING_PARAM.convert(pattern.type) === undefined) return wrongType(call, 1, "string", pattern.type);
    return byPattern(call, form, value, coerce(pattern.expr, STRING, call.context));
  };

function castOf(value: TypedExpr, to: DataType, call: FunctionCall): TypedExpr {
  return castTo(value, to, call.context, { span: call.span }) ?? build.nullOf(to, call.span);
}
