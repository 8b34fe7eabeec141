import * as std from "../../std/string/index.js";
import { build, type Impl } from "../../typed/index.js";
import { STRING, arrayOf } from "../../types/index.js";
import { STRING_PARAM, of } from "../params.js";
import type { FunctionRecord, FunctionCall, Resolution } from "../record.js";
import type { Param } from "../params.js";
import { converted } from "./converted.js";

const impl: Impl = { name: "concatWithSeparator", run: std.concatWithSeparator, nulls: "aware" };

const textOrTexts: Param = {
  shown: "string or array<string>",
  convert: (from) => (from.kind === "array" ? of(arrayOf(STRING)).convert(from) : STRING_PARAM.convert(from)),
};

function resolve(call: FunctionCall): Resolution {
  const args = converted(call, STRING_PARAM, textOrTexts);
  if ("kind" in args) return args;
  return build.call({ name: "concat_ws", impl, type: STRING, args, span: call.span });
}

export const concatWsRecord: FunctionRecord = {
  name: "concat_ws",
  family: "string",
  usage: "concat_ws(separator[, value…])",
  summary:
    "The texts and the elements of arrays of texts, the separator between them. NULLs are passed over; NULL if the separator is NULL.",
  examples: [
    { expr: "concat_ws(' ', 'Spark', 'SQL')", text: "Spark SQL" },
    { expr: "concat_ws('s')", text: "" },
    { expr: "concat_ws('/', 'foo', null, 'bar')", text: "foo/bar" },
    { expr: "concat_ws(null, 'Spark', 'SQL')", text: "NULL" },
    { expr: "concat_ws(',', array('a', null, 'b'), 'c')", text: "a,b,c" },
  ],
  arity: [1, Infinity],
  resolve: resolve,
};
