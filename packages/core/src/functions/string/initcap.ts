import * as std from "../../std/string/index.js";
import { STRING } from "../../types/index.js";
import { overloads } from "../overloads.js";
import { STRING_PARAM } from "../params.js";
import type { FunctionRecord } from "../record.js";

export const initcapRecord: FunctionRecord = {
  name: "initcap",
  family: "string",
  usage: "initcap(text)",
  summary: "The first letter of each word in title case, the others in lower case. Only a space ends a word.",
  examples: [
    { expr: "initcap('sPark sql')", text: "Spark Sql" },
    { expr: "initcap('o\\'neil-smith')", text: "O'neil-smith" },
  ],
  arity: [1, 1],
  resolve: overloads({
    params: [STRING_PARAM],
    returns: STRING,
    impl: { name: "initcap", run: std.initcap, nulls: "strict" },
  }),
};
