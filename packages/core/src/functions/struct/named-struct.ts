import * as std from "../../std/struct/index.js";
import { build, type Impl, type TypedExpr } from "../../typed/index.js";
import { structOf } from "../../types/index.js";
import { valueArguments, wrongType } from "../overloads.js";
import { refuse, type FunctionRecord, type FunctionCall, type Resolution } from "../record.js";
import type { StructField } from "../../types/index.js";
import { badConstant, requireConstant } from "../string/converted.js";

const impl: Impl = { name: "structOfParts", run: std.structOfParts, nulls: "aware" };

function resolve(call: FunctionCall): Resolution {
  const args = valueArguments(call);
  if ("kind" in args) return args;
  if (args.length % 2 !== 0) {
    return refuse(
      "PN2302",
      "`named_struct` takes a value for each name, found a name without one",
      call.span,
    );
  }
  const fields: StructField[] = [];
  const values: TypedExpr[] = [];
  for (let i = 0; i < args.length; i += 2) {
    const [name, value] = [args[i], args[i + 1]];
    if (name === undefined || value === undefined) throw new Error("no pair");
    if (name.type.kind !== "string") return wrongType(call, i, "a constant string", name.type);
    const given = requireConstant(call, i, name.expr);
    if ("kind" in given) return given;
    if (typeof given.value !== "string") return badConstant(call, i, "a field's name is not NULL");
    fields.push({ name: given.value, type: value.type });
    values.push(value.expr);
  }
  return build.call({
    name: "named_struct",
    impl,
    type: structOf(fields),
    args: values,
    span: call.span,
    nullable: false,
  });
}

export const namedStructRecord: FunctionRecord = {
  name: "named_struct",
  family: "struct",
  usage: "named_struct([name1, value1[, …]])",
  summary: "The struct of constant names and of values that alternate.",
  examples: [
    { expr: "named_struct('a', 1, 'b', 2, 'c', 3)", text: '{"a":1,"b":2,"c":3}' },
    { expr: "named_struct()", text: "{}" },
  ],
  arity: [0, Infinity],
  resolve: resolve,
};
