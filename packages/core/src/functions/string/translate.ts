import * as std from "../../std/string/index.js";
import { build, type Impl } from "../../typed/index.js";
import { STRING } from "../../types/index.js";
import { constantOf } from "../constant.js";
import { STRING_PARAM } from "../params.js";
import type { FunctionRecord, FunctionCall, Resolution } from "../record.js";
import { converted } from "./converted.js";

const prepared: Impl = {
  name: "translateText",
  run: std.translateText,
  nulls: "strict",
  prepare: { name: "translation", run: std.translation },
};
const dynamic: Impl = { name: "translateWith", run: std.translateWith, nulls: "strict" };

function resolve(call: FunctionCall): Resolution {
  const args = converted(call, STRING_PARAM);
  if ("kind" in args) return args;
  const [text, ...tables] = args;
  const statics = tables.map(constantOf);
  if (text !== undefined && statics.every((value) => typeof value === "string")) {
    return build.call({
      name: "translate",
      impl: prepared,
      statics,
      type: STRING,
      args: [text],
      span: call.span,
    });
  }
  return build.call({ name: "translate", impl: dynamic, type: STRING, args, span: call.span });
}

export const translateRecord: FunctionRecord = {
  name: "translate",
  family: "string",
  usage: "translate(text, from, to)",
  summary:
    "The text with each character of `from` replaced by the one at its place in `to`, or removed if `to` is shorter.",
  examples: [
    { expr: "translate('AaBbCc', 'abc', '123')", text: "A1B2C3" },
    { expr: "translate('AaBbCc', 'abc', '1')", text: "A1BC" },
  ],
  arity: [3, 3],
  resolve: resolve,
};
