import * as std from "../../std/string/index.js";
import { STRING } from "../../types/index.js";
import { overloads } from "../overloads.js";
import { INT_PARAM, STRING_PARAM } from "../params.js";
import type { FunctionRecord } from "../record.js";

export const substringIndexRecord: FunctionRecord = {
  name: "substring_index",
  family: "string",
  usage: "substring_index(text, delimiter, count)",
  summary:
    "What stands before the `count`-th delimiter, or, of a negative count, behind the one counted from the end; the whole text if there are fewer.",
  examples: [
    { expr: "substring_index('www.apache.org', '.', 2)", text: "www.apache" },
    { expr: "substring_index('www.apache.org', '.', -1)", text: "org" },
  ],
  arity: [3, 3],
  resolve: overloads({
    params: [STRING_PARAM, STRING_PARAM, INT_PARAM],
    returns: STRING,
    impl: { name: "substringIndex", run: std.substringIndex, nulls: "strict" },
  }),
};
