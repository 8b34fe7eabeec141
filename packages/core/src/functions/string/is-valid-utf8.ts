import * as std from "../../std/string/index.js";
import { BOOLEAN } from "../../types/index.js";
import type { FunctionRecord } from "../record.js";
import { utf8Resolver } from "./utf8-resolve.js";

export const isValidUtf8Record: FunctionRecord = {
  name: "is_valid_utf8",
  family: "string",
  usage: "is_valid_utf8(text)",
  summary: "Whether a text, or the bytes of a binary, are valid UTF-8.",
  examples: [
    { expr: "is_valid_utf8('Spark')", text: "true" },
    { expr: "is_valid_utf8(x'61')", text: "true" },
    { expr: "is_valid_utf8(x'80')", text: "false" },
  ],
  arity: [1, 1],
  resolve: utf8Resolver({ name: "isValidUtf8", run: std.isValidUtf8, nulls: "strict" }, BOOLEAN),
};
