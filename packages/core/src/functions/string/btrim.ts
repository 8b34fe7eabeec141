import * as std from "../../std/string/index.js";
import { STRING } from "../../types/index.js";
import { overloads } from "../overloads.js";
import { STRING_PARAM } from "../params.js";
import type { FunctionRecord } from "../record.js";

export const btrimRecord: FunctionRecord = {
  name: "btrim",
  family: "string",
  usage: "btrim(text[, characters])",
  summary:
    "The text without the spaces at both ends, or without those characters at both ends that stand in `characters`.",
  examples: [
    { expr: "btrim('    SparkSQL   ')", text: "SparkSQL" },
    { expr: "btrim('SSparkSQLS', 'SL')", text: "parkSQ" },
  ],
  arity: [1, 2],
  resolve: overloads(
    {
      params: [STRING_PARAM],
      returns: STRING,
      impl: { name: "trimSpaces", run: std.trimSpaces, nulls: "strict", duckdb: "trim($0, ' ')" },
    },
    {
      params: [STRING_PARAM, STRING_PARAM],
      returns: STRING,
      impl: { name: "trimCharacters", run: std.trimCharacters, nulls: "strict" },
    },
  ),
};
