import * as std from "../../std/string/index.js";
import { build, type Impl } from "../../typed/index.js";
import { BINARY, STRING } from "../../types/index.js";
import { INT_PARAM, of } from "../params.js";
import type { FunctionRecord, FunctionCall, Resolution } from "../record.js";
import { converted } from "./converted.js";

const impl: Impl = { name: "elt", run: std.elt, nulls: "aware" };

function resolve(call: FunctionCall): Resolution {
  const binary = call.args.slice(1).every((arg) => arg.kind === "value" && arg.type.kind === "binary");
  const type = binary ? BINARY : STRING;
  const args = converted(call, INT_PARAM, of(type));
  if ("kind" in args) return args;
  return build.call({ name: "elt", impl, type, args, span: call.span });
}

export const eltRecord: FunctionRecord = {
  name: "elt",
  family: "string",
  usage: "elt(n, value1, value2[, …])",
  summary:
    "The `n`-th of the values, counted from 1; NULL if there is none. Values that are not all binaries become texts.",
  examples: [
    { expr: "elt(1, 'scala', 'java')", text: "scala" },
    { expr: "elt(2, 'a', 1)", text: "1" },
    { expr: "elt(3, 'a', 'b')", text: "NULL" },
  ],
  arity: [2, Infinity],
  resolve: resolve,
};
