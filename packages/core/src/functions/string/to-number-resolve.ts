import * as std from "../../std/string/index.js";
import { build, type Impl } from "../../typed/index.js";
import { decimal } from "../../types/index.js";
import { STRING_PARAM } from "../params.js";
import type { FunctionCall, Resolution } from "../record.js";
import { converted } from "./converted.js";
import { numberFormatArgument } from "./number-format-argument.js";

const impl: Impl = {
  name: "toNumber",
  run: std.toNumber,
  nulls: "strict",
  fails: "not in the number format",
  prepare: { name: "compileNumberFormat", run: std.compileNumberFormat },
};

/** Of `to_number` and `try_to_number`. */
export function resolveToNumber(call: FunctionCall): Resolution {
  const args = converted(call, STRING_PARAM);
  if ("kind" in args) return args;
  const [text, formatArgument] = args;
  if (text === undefined || formatArgument === undefined) throw new Error("arity");
  const given = numberFormatArgument(call, 1, formatArgument);
  if (given === null) return build.nullOf(decimal(10, 0), call.span);
  if ("kind" in given) return given;
  const type = decimal(given.format.precision, given.format.scale);
  return build.call({
    name: call.name.toLowerCase(),
    impl,
    statics: [given.text],
    type,
    args: [text],
    span: call.span,
  });
}
