import * as std from "../../std/string/index.js";
import { STRING } from "../../types/index.js";
import type { FunctionRecord } from "../record.js";
import { utf8Resolver } from "./utf8-resolve.js";

export const tryValidateUtf8Record: FunctionRecord = {
  name: "try_validate_utf8",
  family: "string",
  usage: "try_validate_utf8(text)",
  summary: "The text, or that of a binary's bytes; NULL if they are not UTF-8.",
  examples: [
    { expr: "try_validate_utf8('Spark')", text: "Spark" },
    { expr: "try_validate_utf8(x'80')", text: "NULL" },
  ],
  arity: [1, 1],
  resolve: utf8Resolver(
    { name: "validateUtf8", run: std.validateUtf8, nulls: "strict", fails: true },
    STRING,
  ),
};
