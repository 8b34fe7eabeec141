import * as arrays from "../../std/array/index.js";
import * as std from "../../std/string/index.js";
import { TOO_MANY } from "../../std/array/limits.js";
import { MAX_TEXT_LENGTH, TOO_LONG } from "../../std/string/limits.js";
import { build, type Impl } from "../../typed/index.js";
import { BINARY, STRING, widerCommonTypeOf, type DataType } from "../../types/index.js";
import { valueArguments, wrongType } from "../overloads.js";
import { implicitType } from "../params.js";
import { refuse, type FunctionCall, type Resolution, type ValueArgument } from "../record.js";
import { coerce } from "../cast/cast.js";

/** Of `concat` and `||`. */
export function resolveConcat(call: FunctionCall): Resolution {
  const args = valueArguments(call);
  if ("kind" in args) return args;
  if (args.length === 0) return build.literal("", STRING, call.span);
  if (args.every((arg) => arg.type.kind === "array")) return ofArrays(call, args);
  const type = args.every((arg) => arg.type.kind === "binary") ? BINARY : STRING;
  for (const [i, arg] of args.entries()) {
    if (implicitType(arg.type, type) === undefined) {
      const mixed = arg.type.kind === "array" ? "the other arguments are none" : undefined;
      return mixed === undefined
        ? wrongType(call, i, "text, binary or array", arg.type)
        : refuse("PN2201", `argument ${i + 1} of \`${call.name}\` is an array, but ${mixed}`, arg.span);
    }
  }
  const impl: Impl =
    type === BINARY
      ? { name: "concatBinary", run: std.concatBinary, nulls: "strict", fails: TOO_LONG }
      : {
          name: "concatText",
          run: std.concatText,
          nulls: "strict",
          fails: TOO_LONG,
          ...(args.length <= LONGEST_TEMPLATE ? { js: concatJs(args.length) } : {}),
          duckdb: args.map((_, i) => `$${i}`).join(" || "),
        };
  return joined(call, args, type, impl);
}

const LONGEST_TEMPLATE = 8;

/** `concatText` written out, without a list of arguments. */
function concatJs(count: number): string {
  const args = Array.from({ length: count }, (_, i) => `$${i}`);
  const length = args.map((arg) => `${arg}.length`).join(" + ");
  return `${length} > ${MAX_TEXT_LENGTH} ? null : ${args.join(" + ")}`;
}

function ofArrays(call: FunctionCall, args: readonly ValueArgument[]): Resolution {
  const type = widerCommonTypeOf(args.map((arg) => arg.type));
  if (type === undefined) {
    return refuse(
      "PN2201",
      `the arrays of \`${call.name}\` have elements of types that do not meet`,
      call.span,
    );
  }
  return joined(call, args, type, {
    name: "concatArrays",
    run: arrays.concatArrays,
    nulls: "strict",
    fails: TOO_MANY,
  });
}

const joined = (call: FunctionCall, args: readonly ValueArgument[], type: DataType, impl: Impl): Resolution =>
  build.call({
    name: call.name.toLowerCase(),
    impl,
    type,
    args: args.map((arg) => coerce(arg.expr, type, call.context)),
    span: call.span,
  });
