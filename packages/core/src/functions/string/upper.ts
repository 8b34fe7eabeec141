import * as std from "../../std/string/index.js";
import { STRING } from "../../types/index.js";
import { overloads } from "../overloads.js";
import { STRING_PARAM } from "../params.js";
import type { FunctionRecord } from "../record.js";

export const upperRecord: FunctionRecord = {
  name: "upper",
  aliases: ["ucase", "touppercase"],
  family: "string",
  usage: "upper(text)",
  summary: "The text in upper case, by Unicode's full mappings and no language's own.",
  examples: [
    { expr: "upper('SparkSql')", text: "SPARKSQL" },
    { expr: "upper('straße')", text: "STRASSE" },
  ],
  arity: [1, 1],
  resolve: overloads({
    params: [STRING_PARAM],
    returns: STRING,
    impl: { name: "upperText", run: std.upperText, nulls: "strict", js: "$0.toUpperCase()" },
  }),
};
