import { build, type TypedExpr } from "../../typed/index.js";
import { isNumeric, STRING, type DataType } from "../../types/index.js";
import { castTo, coerce } from "../cast/cast.js";
import { valueArguments, wrongType } from "../overloads.js";
import { STRING_PARAM } from "../params.js";
import type { FunctionCall, Resolution } from "../record.js";
import { readable } from "./parameters.js";
import { byPattern, type PatternForm } from "./patterns.js";

/** `resolve` of reading a value as a date or timestamp: by CAST, or by a pattern where one is given. */
export const readResolve =
  (to: DataType, form: PatternForm) =>
  (call: FunctionCall): Resolution => {
    const args = valueArguments(call);
    if ("kind" in args) return args;
    const [arg, pattern] = args;
    if (arg === undefined) throw new Error(`${call.name} takes a value`);
    if (to.kind === "timestamp" && isNumeric(arg.type)) {
      // A number is seconds, which no pattern reads.
      return pattern === undefined
        ? castOf(arg.expr, to, call)
        : wrongType(call, 0, readable.shown, arg.type);
    }
    const type = readable.convert(arg.type);
    if (type === undefined) return wrongType(call, 0, readable.shown, arg.type);
    const value = coerce(arg.expr, type, call.context);
    if (pattern === undefined || type.kind !== "string") return castOf(value, to, call);
    if (STRING_PARAM.convert(pattern.type) === undefined) return wrongType(call, 1, "string", pattern.type);
    return byPattern(call, form, value, coerce(pattern.expr, STRING, call.context));
  };

function castOf(value: TypedExpr, to: DataType, call: FunctionCall): TypedExpr {
  return castTo(value, to, call.context, { span: call.span }) ?? build.nullOf(to, call.span);
}
