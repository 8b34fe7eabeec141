import * as std from "../../std/string/index.js";
import { STRING } from "../../types/index.js";
import { overloads } from "../overloads.js";
import { STRING_PARAM } from "../params.js";
import type { FunctionRecord } from "../record.js";

export const rtrimRecord: FunctionRecord = {
  name: "rtrim",
  family: "string",
  usage: "rtrim([characters, ]text)",
  summary:
    "The text without the spaces at the right end, or without those characters at the right end that stand in `characters`, which come first. `TRIM(TRAILING characters FROM text)` is the same.",
  examples: [
    { expr: "rtrim('SparkSQL   x')", text: "SparkSQL   x" },
    { expr: "trim(TRAILING 'SL' FROM 'SSparkSQLS')", text: "SSparkSQ" },
  ],
  arity: [1, 2],
  resolve: overloads(
    {
      params: [STRING_PARAM],
      returns: STRING,
      impl: { name: "trimRightSpaces", run: std.trimRightSpaces, nulls: "strict", duckdb: "rtrim($0, ' ')" },
    },
    {
      params: [STRING_PARAM, STRING_PARAM],
      returns: STRING,
      impl: { name: "trimRightCharactersFrom", run: std.trimRightCharactersFrom, nulls: "strict" },
    },
  ),
};
