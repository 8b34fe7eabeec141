import * as std from "../../std/array/index.js";
import { build, type Impl, type TypedExpr } from "../../typed/index.js";
import { arrayOf, structOf } from "../../types/index.js";
import { valueArguments } from "../overloads.js";
import type { FunctionRecord, FunctionCall, Resolution } from "../record.js";
import { arrayArgument } from "./arguments.js";
import type { StructField } from "../../types/index.js";

const impl: Impl = { name: "arraysZip", run: std.arraysZip, nulls: "strict" };

function resolve(call: FunctionCall): Resolution {
  const args = valueArguments(call);
  if ("kind" in args) return args;
  const exprs: TypedExpr[] = [];
  const fields: StructField[] = [];
  for (const [i, arg] of args.entries()) {
    const array = arrayArgument(call, args, i);
    if ("kind" in array) return array;
    exprs.push(array.expr);
    fields.push({ name: arg.alias ?? String(i), type: array.type.element });
  }
  return build.call({
    name: "arrays_zip",
    impl,
    type: arrayOf(structOf(fields)),
    args: exprs,
    span: call.span,
  });
}

export const arraysZipRecord: FunctionRecord = {
  name: "arrays_zip",
  family: "array",
  usage: "arrays_zip(array[, …])",
  summary:
    "Structs of the elements that stand at one place, NULL where an array has ended. A field has the name of the column that its array is, or the number of its place from 0.",
  examples: [
    {
      expr: "arrays_zip(array(1, 2, 3), array(2, 3, 4))",
      text: '[{"0":1,"1":2},{"0":2,"1":3},{"0":3,"1":4}]',
    },
  ],
  arity: [0, Infinity],
  resolve: resolve,
};
