import * as std from "../../std/string/index.js";
import { STRING } from "../../types/index.js";
import { overloads } from "../overloads.js";
import { STRING_PARAM } from "../params.js";
import type { FunctionRecord } from "../record.js";

export const lowerRecord: FunctionRecord = {
  name: "lower",
  aliases: ["lcase", "tolowercase"],
  family: "string",
  usage: "lower(text)",
  summary: "The text in lower case, by Unicode's full mappings and no language's own.",
  examples: [{ expr: "lower('SparkSql')", text: "sparksql" }],
  arity: [1, 1],
  resolve: overloads({
    params: [STRING_PARAM],
    returns: STRING,
    impl: { name: "lowerText", run: std.lowerText, nulls: "strict", js: "$0.toLowerCase()" },
  }),
};
