import * as std from "../../std/string/index.js";
import { BINARY } from "../../types/index.js";
import { overloads } from "../overloads.js";
import { STRING_PARAM } from "../params.js";
import type { FunctionRecord } from "../record.js";

export const unbase64Record: FunctionRecord = {
  name: "unbase64",
  family: "string",
  usage: "unbase64(text)",
  summary:
    "The bytes that base64 text stands for; characters outside of the alphabet are passed over. NULL where the text is cut off.",
  examples: [{ expr: "string(unbase64('U3BhcmsgU1FM'))", text: "Spark SQL" }],
  differs: "Spark fails on text that is cut off; here the result is NULL.",
  arity: [1, 1],
  resolve: overloads({
    params: [STRING_PARAM],
    returns: BINARY,
    impl: { name: "unbase64", run: std.unbase64, nulls: "strict", fails: "not base64" },
  }),
};
