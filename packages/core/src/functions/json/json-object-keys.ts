import * as std from "../../std/json/index.js";
import { build, type Impl } from "../../typed/index.js";
import { arrayOf, STRING } from "../../types/index.js";
import type { FunctionRecord } from "../record.js";
import { textArguments } from "./texts.js";

const impl: Impl = {
  name: "jsonObjectKeys",
  run: std.jsonObjectKeys,
  nulls: "strict",
  fails: "not a JSON object",
};

export const jsonObjectKeys: FunctionRecord = {
  name: "json_object_keys",
  family: "json",
  usage: "json_object_keys(json)",
  summary:
    "The names of the fields of the outermost object of a JSON text; NULL where the text is no object.",
  examples: [
    { expr: `json_object_keys('{"f1":"abc","f2":{"f3":"a", "f4":"b"}}')`, text: '["f1","f2"]' },
    { expr: "json_object_keys('[1]')", text: "NULL" },
  ],
  arity: [1, 1],
  resolve: (call) => {
    const args = textArguments(call);
    if ("kind" in args) return args;
    return build.call({ name: "json_object_keys", impl, type: arrayOf(STRING), args, span: call.span });
  },
};
