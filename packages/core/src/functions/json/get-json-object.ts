import * as std from "../../std/json/index.js";
import { build, type Impl } from "../../typed/index.js";
import { STRING } from "../../types/index.js";
import { constantOf } from "../constant.js";
import type { FunctionCall, FunctionRecord, Resolution } from "../record.js";
import { textArguments } from "./texts.js";

const byConstant: Impl = {
  name: "getJsonObject",
  run: std.getJsonObject,
  nulls: "strict",
  fails: true,
  prepare: { name: "jsonPath", run: std.jsonPath },
};
const byRow: Impl = { name: "getJsonObjectAt", run: std.getJsonObjectAt, nulls: "strict", fails: true };

export const getJsonObject: FunctionRecord = {
  name: "get_json_object",
  family: "json",
  usage: "get_json_object(json, path)",
  summary:
    "What a path such as `$.a[0].b` finds in a JSON text: a text without quotes, anything else as JSON. `[*]` takes all elements of an array. NULL where the text is broken, the path is none, or it finds nothing or null.",
  examples: [
    { expr: `get_json_object('{"a":"b"}', '$.a')`, text: "b" },
    { expr: `get_json_object('{"a":[{"b":1},{"b":2}]}', '$.a[1].b')`, text: "2" },
    { expr: `get_json_object('{"a":[{"b":1},{"b":2}]}', '$.a[*].b')`, text: "[1,2]" },
    { expr: `get_json_object('{"a":', '$.a')`, text: "NULL" },
  ],
  arity: [2, 2],
  resolve,
};

function resolve(call: FunctionCall): Resolution {
  const texts = textArguments(call);
  if ("kind" in texts) return texts;
  const [json, path] = texts;
  if (json === undefined || path === undefined) throw new Error("get_json_object takes two");
  const known = constantOf(path);
  const common = { name: "get_json_object", type: STRING, span: call.span };
  return typeof known === "string"
    ? build.call({ ...common, impl: byConstant, statics: [known], args: [json] })
    : build.call({ ...common, impl: byRow, args: [json, path] });
}
