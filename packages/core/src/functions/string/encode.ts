import * as std from "../../std/string/index.js";
import { build, type Impl } from "../../typed/index.js";
import { BINARY } from "../../types/index.js";
import { STRING_PARAM } from "../params.js";
import type { FunctionRecord, FunctionCall, Resolution } from "../record.js";
import { charsetProblem } from "./charset-problem.js";
import { converted } from "./converted.js";

const impl: Impl = {
  name: "encodeText",
  run: std.encodeText,
  nulls: "strict",
  fails: "not in the character set",
};

function resolve(call: FunctionCall): Resolution {
  const args = converted(call, STRING_PARAM);
  if ("kind" in args) return args;
  const problem = charsetProblem(call, 1, args);
  return problem ?? build.call({ name: "encode", impl, type: BINARY, args, span: call.span });
}

export const encodeRecord: FunctionRecord = {
  name: "encode",
  family: "string",
  usage: "encode(text, charset)",
  summary:
    "The bytes of the text in a character set: US-ASCII, ISO-8859-1, UTF-8, UTF-16BE, UTF-16LE, UTF-16 (with byte order mark) or UTF-32. NULL if the set lacks one of the characters.",
  examples: [
    { expr: "hex(encode('abc', 'utf-8'))", text: "616263" },
    { expr: "hex(encode('é', 'UTF-16BE'))", text: "00E9" },
  ],
  differs: "Spark 4 fails on a character that the set lacks, Spark 3.5 writes `?`; here the result is NULL.",
  arity: [2, 2],
  resolve: resolve,
};
