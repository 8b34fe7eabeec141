import { build, type Impl } from "../../typed/index.js";
import { DOUBLE, isNumeric, type DataType } from "../../types/index.js";
import { coerce } from "../cast/cast.js";
import { datetimeOperator } from "../interval/operators.js";
import { valueArguments, wrongType } from "../overloads.js";
import type { FunctionCall, Resolution } from "../record.js";

/**
 * `resolve` of a function of one number, of whose type the result is; a text and a bare NULL are a DOUBLE.
 * `sign` is the name that the same goes by for intervals.
 */
export function unaryOperator(
  sign: "negative" | "positive" | "abs",
  implFor: (type: DataType) => Impl,
): (call: FunctionCall) => Resolution {
  return (call) => {
    const datetime = datetimeOperator(sign, call);
    if (datetime !== undefined) return datetime;
    const args = valueArguments(call);
    if ("kind" in args) return args;
    const [arg] = args;
    if (arg === undefined) throw new Error(`${call.name} has one operand`);
    const { kind } = arg.type;
    const type = kind === "string" || kind === "void" ? DOUBLE : arg.type;
    if (!isNumeric(type)) return wrongType(call, 0, "a number or an interval", arg.type);
    const operand = coerce(arg.expr, type, call.context);
    return build.call({ name: sign, impl: implFor(type), type, args: [operand], span: call.span });
  };
}
