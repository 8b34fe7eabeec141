import * as std from "../../std/struct/index.js";
import { build, type Impl } from "../../typed/index.js";
import { structOf } from "../../types/index.js";
import { valueArguments } from "../overloads.js";
import type { FunctionRecord, FunctionCall, Resolution } from "../record.js";

const impl: Impl = { name: "structOfParts", run: std.structOfParts, nulls: "aware" };

function resolve(call: FunctionCall): Resolution {
  const args = valueArguments(call);
  if ("kind" in args) return args;
  return build.call({
    name: "struct",
    impl,
    type: structOf(args.map((arg, i) => ({ name: arg.alias ?? `col${i + 1}`, type: arg.type }))),
    args: args.map((arg) => arg.expr),
    span: call.span,
    nullable: false,
  });
}

export const structRecord: FunctionRecord = {
  name: "struct",
  family: "struct",
  usage: "struct([value[, …]])",
  summary:
    "The values as a struct. A field has the name of `value AS name`, that of the column, or `col1`, `col2` and so on. `(a, b)` is the same.",
  examples: [
    { expr: "struct(1, 2, 3)", text: '{"col1":1,"col2":2,"col3":3}' },
    { expr: "struct(1 AS a, 'x' AS b)", text: '{"a":1,"b":"x"}' },
  ],
  arity: [0, Infinity],
  resolve: resolve,
};
