import * as std from "../../std/string/index.js";
import { STRING } from "../../types/index.js";
import { overloads } from "../overloads.js";
import { INT_PARAM, STRING_PARAM } from "../params.js";
import type { FunctionRecord } from "../record.js";
import { counted } from "./counted.js";

export const rightRecord: FunctionRecord = {
  name: "right",
  family: "string",
  usage: "right(text, length)",
  summary: "The last `length` characters; none for a length of 0 or less.",
  examples: [{ expr: "right('Spark SQL', 3)", text: "SQL" }],
  arity: [2, 2],
  resolve: counted(
    0,
    "right",
    overloads({
      params: [STRING_PARAM, INT_PARAM],
      returns: STRING,
      impl: { name: "rightText", run: std.rightText, nulls: "strict" },
    }),
  ),
};
