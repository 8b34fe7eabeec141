import * as std from "../../std/math/index.js";
import { STRING } from "../../types/index.js";
import { overloads } from "../overloads.js";
import { INT_PARAM, STRING_PARAM } from "../params.js";
import type { FunctionRecord } from "../record.js";

export const conv: FunctionRecord = {
  name: "conv",
  family: "math",
  usage: "conv(digits, from, to)",
  summary:
    "The digits of a number of one base in another, bases from 2 to 36. Numbers have 64 bits without sign and larger ones become the largest; with a negative target base the result has a sign. NULL for other bases and for an empty text.",
  examples: [
    { expr: "conv('100', 2, 10)", text: "4" },
    { expr: "conv(-10, 16, -10)", text: "-16" },
    { expr: "conv('15', 10, 99)", text: "NULL" },
  ],
  arity: [3, 3],
  resolve: overloads({
    params: [STRING_PARAM, INT_PARAM, INT_PARAM],
    returns: STRING,
    impl: { name: "conv", run: std.conv, nulls: "strict", fails: "no digits, or a base outside of 2 to 36" },
  }),
};
