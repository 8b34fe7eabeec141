import * as std from "../../std/string/index.js";
import { INT } from "../../types/index.js";
import { overloads } from "../overloads.js";
import { STRING_PARAM } from "../params.js";
import type { FunctionRecord } from "../record.js";

export const findInSetRecord: FunctionRecord = {
  name: "find_in_set",
  family: "string",
  usage: "find_in_set(text, list)",
  summary:
    "Which of the comma-separated parts of `list` the text is, counted from 1; 0 if it is none of them or has a comma itself.",
  examples: [
    { expr: "find_in_set('ab','abc,b,ab,c,def')", text: "3" },
    { expr: "find_in_set('a,b','a,b')", text: "0" },
  ],
  arity: [2, 2],
  resolve: overloads({
    params: [STRING_PARAM, STRING_PARAM],
    returns: INT,
    impl: { name: "findInSet", run: std.findInSet, nulls: "strict" },
  }),
};
