import * as std from "../../std/string/index.js";
import { INT } from "../../types/index.js";
import { overloads } from "../overloads.js";
import { INT_PARAM, STRING_PARAM } from "../params.js";
import type { FunctionRecord } from "../record.js";

export const levenshteinRecord: FunctionRecord = {
  name: "levenshtein",
  family: "string",
  usage: "levenshtein(a, b[, threshold])",
  summary:
    "The least number of characters to insert, delete or replace that turns `a` into `b`; -1 if it is above the threshold.",
  examples: [
    { expr: "levenshtein('kitten', 'sitting')", text: "3" },
    { expr: "levenshtein('kitten', 'sitting', 2)", text: "-1" },
  ],
  arity: [2, 3],
  resolve: overloads(
    {
      params: [STRING_PARAM, STRING_PARAM],
      returns: INT,
      impl: { name: "levenshtein", run: std.levenshtein, nulls: "strict" },
    },
    {
      params: [STRING_PARAM, STRING_PARAM, INT_PARAM],
      returns: INT,
      impl: { name: "levenshteinWithin", run: std.levenshteinWithin, nulls: "strict" },
    },
  ),
};
