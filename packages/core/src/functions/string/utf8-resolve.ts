import { build, type Impl, type TypedExpr } from "../../typed/index.js";
import { BINARY, STRING, type DataType } from "../../types/index.js";
import { coerce } from "../cast/cast.js";
import { stringOrBinary } from "../params.js";
import type { FunctionCall, Resolution } from "../record.js";
import { converted } from "./converted.js";

/**
 * `resolve` of what looks at the validity of UTF-8. A text here is valid by its nature, so bytes are
 * looked at where they still are bytes: in front of a cast to a text.
 */
export function utf8Resolver(impl: Impl, type: DataType) {
  return (call: FunctionCall): Resolution => {
    const args = converted(call, stringOrBinary);
    if ("kind" in args) return args;
    const [value] = args;
    if (value === undefined) throw new Error("arity");
    const bytes = bytesOf(value);
    const arg = bytes ?? coerce(coerce(value, STRING, call.context), BINARY, call.context);
    return build.call({ name: call.name.toLowerCase(), impl, type, args: [arg], span: call.span });
  };
}

function bytesOf(expr: TypedExpr): TypedExpr | undefined {
  if (expr.type.kind === "binary") return expr;
  if (expr.kind !== "call" || expr.name !== "cast") return undefined;
  const [arg] = expr.args;
  return arg !== undefined && arg.kind !== "lambda" && arg.type.kind === "binary" ? arg : undefined;
}
