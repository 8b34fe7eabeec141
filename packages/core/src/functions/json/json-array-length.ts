import * as std from "../../std/json/index.js";
import { build, type Impl } from "../../typed/index.js";
import { INT } from "../../types/index.js";
import type { FunctionRecord } from "../record.js";
import { textArguments } from "./texts.js";

const impl: Impl = {
  name: "jsonArrayLength",
  run: std.jsonArrayLength,
  nulls: "strict",
  fails: "not a JSON array",
};

export const jsonArrayLength: FunctionRecord = {
  name: "json_array_length",
  family: "json",
  usage: "json_array_length(json)",
  summary: "How many elements the outermost array of a JSON text has; NULL where the text is no array.",
  examples: [
    { expr: 'json_array_length(\'[1,2,3,{"f1":1,"f2":[5,6]},4]\')', text: "5" },
    { expr: "json_array_length('[1,2')", text: "NULL" },
  ],
  arity: [1, 1],
  resolve: (call) => {
    const args = textArguments(call);
    if ("kind" in args) return args;
    return build.call({ name: "json_array_length", impl, type: INT, args, span: call.span });
  },
};
