import * as std from "../../std/string/index.js";
import { STRING } from "../../types/index.js";
import type { FunctionRecord } from "../record.js";
import { utf8Resolver } from "./utf8-resolve.js";

export const makeValidUtf8Record: FunctionRecord = {
  name: "make_valid_utf8",
  family: "string",
  usage: "make_valid_utf8(text)",
  summary: "The text, or that of a binary's bytes, with U+FFFD in place of what is not UTF-8.",
  examples: [
    { expr: "make_valid_utf8('Spark')", text: "Spark" },
    { expr: "make_valid_utf8(x'61')", text: "a" },
    { expr: "make_valid_utf8(x'80')", text: "�" },
  ],
  arity: [1, 1],
  resolve: utf8Resolver({ name: "makeValidUtf8", run: std.makeValidUtf8, nulls: "strict" }, STRING),
};
