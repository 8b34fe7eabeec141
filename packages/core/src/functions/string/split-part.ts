import * as std from "../../std/string/index.js";
import { build, type Impl } from "../../typed/index.js";
import { STRING } from "../../types/index.js";
import { constantOf } from "../constant.js";
import { INT_PARAM, STRING_PARAM } from "../params.js";
import type { FunctionRecord, FunctionCall, Resolution } from "../record.js";
import { badConstant, converted } from "./converted.js";

const impl: Impl = { name: "splitPart", run: std.splitPart, nulls: "strict", fails: "part 0" };

function resolve(call: FunctionCall): Resolution {
  const args = converted(call, STRING_PARAM, STRING_PARAM, INT_PARAM);
  if ("kind" in args) return args;
  const [, , n] = args;
  if (n !== undefined && constantOf(n) === 0) {
    return badConstant(call, 2, "there is no part 0", "the first part is 1, the last -1");
  }
  return build.call({ name: "split_part", impl, type: STRING, args, span: call.span });
}

export const splitPartRecord: FunctionRecord = {
  name: "split_part",
  family: "string",
  usage: "split_part(text, delimiter, n)",
  summary:
    "The `n`-th of the parts between delimiters, counted from 1, or from the end for a negative `n`; empty beyond the ends. An empty delimiter does not split.",
  examples: [
    { expr: "split_part('11.12.13', '.', 3)", text: "13" },
    { expr: "split_part('11.12.13', '.', -1)", text: "13" },
    { expr: "split_part('11.12.13', '.', 4)", text: "" },
  ],
  differs: "Spark fails for `n` = 0; a constant 0 is refused here, and otherwise the result is NULL.",
  arity: [3, 3],
  resolve: resolve,
};
