import * as std from "../../std/string/index.js";
import { TOO_FAR } from "../../std/string/limits.js";
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
  differs:
    "NULL where the lengths multiplied, without what both texts begin and end with, are above 10,000,000,000; with a threshold the shorter length counts, multiplied by twice the threshold.",
  arity: [2, 3],
  resolve: overloads(
    {
      params: [STRING_PARAM, STRING_PARAM],
      returns: INT,
      impl: { name: "levenshtein", run: std.levenshtein, nulls: "strict", fails: TOO_FAR },
    },
    {
      params: [STRING_PARAM, STRING_PARAM, INT_PARAM],
      returns: INT,
      impl: { name: "levenshteinWithin", run: std.levenshteinWithin, nulls: "strict", fails: TOO_FAR },
    },
  ),
};
