import * as std from "../../std/array/index.js";
import { build, type Impl } from "../../typed/index.js";
import { arrayOf, isIntegral, widerCommonTypeOf } from "../../types/index.js";
import { coerce } from "../cast/cast.js";
import { valueArguments, wrongType } from "../overloads.js";
import type { FunctionCall, Resolution } from "../record.js";

const integers: Impl = {
  name: "sequenceIntegers",
  run: std.sequenceIntegers,
  nulls: "strict",
  fails: "step leads nowhere or too many elements",
};

export function resolveSequence(call: FunctionCall): Resolution {
  const args = valueArguments(call);
  if ("kind" in args) return args;
  const type = widerCommonTypeOf(args.map((arg) => arg.type));
  const odd = args.findIndex((arg) => !isIntegral(arg.type) && arg.type.kind !== "void");
  if (odd >= 0 || type === undefined || !isIntegral(type)) {
    const index = Math.max(odd, 0);
    return wrongType(call, index, "an integer", args[index]?.type ?? { kind: "void" });
  }
  return build.call({
    name: "sequence",
    impl: integers,
    type: arrayOf(type),
    args: args.map((arg) => coerce(arg.expr, type, call.context)),
    span: call.span,
  });
}
