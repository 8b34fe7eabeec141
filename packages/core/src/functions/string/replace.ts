import * as std from "../../std/string/index.js";
import { STRING } from "../../types/index.js";
import { overloads } from "../overloads.js";
import { STRING_PARAM } from "../params.js";
import type { FunctionRecord } from "../record.js";

export const replaceRecord: FunctionRecord = {
  name: "replace",
  family: "string",
  usage: "replace(text, search[, replacement])",
  summary:
    "The text with `replacement` (nothing, if it is left out) in place of each `search`; the text itself if `search` is empty.",
  examples: [
    { expr: "replace('ABCabc', 'abc', 'DEF')", text: "ABCDEF" },
    { expr: "replace('ABCabc', 'abc')", text: "ABC" },
  ],
  differs: "A result that is longer than the text by more than 16,777,216 characters is NULL.",
  arity: [2, 3],
  resolve: overloads(
    {
      params: [STRING_PARAM, STRING_PARAM],
      returns: STRING,
      impl: { name: "replaceText", run: std.replaceText, nulls: "strict", fails: "result too long" },
    },
    {
      params: [STRING_PARAM, STRING_PARAM, STRING_PARAM],
      returns: STRING,
      impl: { name: "replaceText", run: std.replaceText, nulls: "strict", fails: "result too long" },
    },
  ),
};
