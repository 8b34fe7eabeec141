import * as std from "../../std/string/index.js";
import { STRING } from "../../types/index.js";
import { overloads } from "../overloads.js";
import { STRING_PARAM } from "../params.js";
import type { FunctionRecord } from "../record.js";

export const trimRecord: FunctionRecord = {
  name: "trim",
  family: "string",
  usage: "trim([characters, ]text)",
  summary:
    "The text without the spaces at both ends, or without those characters at both ends that stand in `characters`, which come first. `TRIM(BOTH characters FROM text)` is the same.",
  examples: [
    { expr: "trim('    SparkSQL   ')", text: "SparkSQL" },
    { expr: "trim(BOTH 'SL' FROM 'SSparkSQLS')", text: "parkSQ" },
    { expr: "trim('SL', 'SSparkSQLS')", text: "parkSQ" },
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
      impl: { name: "trimCharactersFrom", run: std.trimCharactersFrom, nulls: "strict" },
    },
  ),
};
