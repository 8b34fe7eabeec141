import * as std from "../../std/array/index.js";
import { build, type Impl } from "../../typed/index.js";
import { arrayOf, showType, widerCommonTypeOf } from "../../types/index.js";
import { coerce } from "../cast/cast.js";
import { valueArguments } from "../overloads.js";
import { refuse, type FunctionRecord, type FunctionCall, type Resolution } from "../record.js";

const impl: Impl = { name: "makeArray", run: std.makeArray, nulls: "aware" };

function resolve(call: FunctionCall): Resolution {
  const args = valueArguments(call);
  if ("kind" in args) return args;
  const element = widerCommonTypeOf(args.map((arg) => arg.type));
  if (element === undefined) {
    const found = [...new Set(args.map((arg) => showType(arg.type)))].join(", ");
    return refuse("PN2201", `the elements of an array are of one type, found ${found}`, call.span);
  }
  return build.call({
    name: "array",
    impl,
    type: arrayOf(element),
    args: args.map((arg) => coerce(arg.expr, element, call.context)),
    span: call.span,
    nullable: false,
  });
}

export const arrayRecord: FunctionRecord = {
  name: "array",
  family: "array",
  usage: "array([value, …])",
  summary: "The values as an array, made of one type.",
  examples: [
    { expr: "array(1, 2, 3)", text: "[1,2,3]" },
    { expr: "array(1, 2.5)", text: "[1.0,2.5]" },
    { expr: "array()", text: "[]" },
  ],
  arity: [0, Infinity],
  resolve: resolve,
};
