import * as std from "../../std/string/index.js";
import { STRING } from "../../types/index.js";
import { overloads } from "../overloads.js";
import { STRING_PARAM, anyArray } from "../params.js";
import type { FunctionRecord } from "../record.js";
import * as arrays from "../../std/array/index.js";

export const reverseRecord: FunctionRecord = {
  name: "reverse",
  family: "string",
  usage: "reverse(value)",
  summary: "The characters of a text, or the elements of an array, from last to first.",
  examples: [
    { expr: "reverse('Spark SQL')", text: "LQS krapS" },
    { expr: "reverse(array(2, 1, 4, 3))", text: "[3,4,1,2]" },
    { expr: "reverse('a😀b')", text: "b😀a" },
  ],
  arity: [1, 1],
  resolve: overloads(
    {
      params: [STRING_PARAM],
      returns: STRING,
      impl: { name: "reverseText", run: std.reverseText, nulls: "strict" },
    },
    {
      params: [anyArray],
      returns: (types) => types[0] ?? STRING,
      impl: { name: "reverseArray", run: arrays.reverseArray, nulls: "strict" },
    },
  ),
};
