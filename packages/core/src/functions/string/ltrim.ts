import * as std from "../../std/string/index.js";
import { STRING } from "../../types/index.js";
import { overloads } from "../overloads.js";
import { STRING_PARAM } from "../params.js";
import type { FunctionRecord } from "../record.js";

export const ltrimRecord: FunctionRecord = {
  name: "ltrim",
  family: "string",
  usage: "ltrim([characters, ]text)",
  summary:
    "The text without the spaces at the left end, or without those characters at the left end that stand in `characters`, which come first. `TRIM(LEADING characters FROM text)` is the same.",
  examples: [
    { expr: "ltrim('    SparkSQL')", text: "SparkSQL" },
    { expr: "trim(LEADING 'SL' FROM 'SSparkSQLS')", text: "parkSQLS" },
  ],
  arity: [1, 2],
  resolve: overloads(
    {
      params: [STRING_PARAM],
      returns: STRING,
      impl: { name: "trimLeftSpaces", run: std.trimLeftSpaces, nulls: "strict", duckdb: "ltrim($0, ' ')" },
    },
    {
      params: [STRING_PARAM, STRING_PARAM],
      returns: STRING,
      impl: { name: "trimLeftCharactersFrom", run: std.trimLeftCharactersFrom, nulls: "strict" },
    },
  ),
};
