import * as std from "../../std/string/index.js";
import { STRING } from "../../types/index.js";
import { overloads } from "../overloads.js";
import { BINARY_PARAM } from "../params.js";
import type { FunctionRecord } from "../record.js";

export const base64Record: FunctionRecord = {
  name: "base64",
  family: "string",
  usage: "base64(binary)",
  summary: "The bytes in base64 with padding, without line breaks. A text stands for its UTF-8 bytes.",
  examples: [
    { expr: "base64('Spark SQL')", text: "U3BhcmsgU1FM" },
    { expr: "base64(x'537061726b2053514c')", text: "U3BhcmsgU1FM" },
  ],
  arity: [1, 1],
  resolve: overloads({
    params: [BINARY_PARAM],
    returns: STRING,
    impl: { name: "base64", run: std.base64, nulls: "strict" },
  }),
};
