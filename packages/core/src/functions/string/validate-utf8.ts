import * as std from "../../std/string/index.js";
import { STRING } from "../../types/index.js";
import type { FunctionRecord } from "../record.js";
import { utf8Resolver } from "./utf8-resolve.js";

export const validateUtf8Record: FunctionRecord = {
  name: "validate_utf8",
  family: "string",
  usage: "validate_utf8(text)",
  summary: "The text, or that of a binary's bytes; NULL if they are not UTF-8.",
  examples: [
    { expr: "validate_utf8('Spark')", text: "Spark" },
    { expr: "validate_utf8(x'61')", text: "a" },
  ],
  differs: "Spark fails on bytes that are not UTF-8; here the result is NULL.",
  arity: [1, 1],
  resolve: utf8Resolver(
    { name: "validateUtf8", run: std.validateUtf8, nulls: "strict", fails: "not UTF-8" },
    STRING,
  ),
};
