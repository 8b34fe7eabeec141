import * as std from "../../std/regexp/index.js";
import { build, type Impl } from "../../typed/index.js";
import { STRING, arrayOf } from "../../types/index.js";
import { constantOf } from "../constant.js";
import { INT_PARAM, STRING_PARAM } from "../params.js";
import type { FunctionRecord, FunctionCall, Resolution } from "../record.js";
import { converted } from "../string/converted.js";
import { searchResolver } from "./resolve.js";

const type = arrayOf(STRING);
const search = searchResolver({
  name: "split",
  type,
  run: std.regexpSplit,
  dynamic: std.regexpSplitDynamic,
  export: "regexpSplit",
  rest: [INT_PARAM],
});
const characters: Impl = { name: "splitCharacters", run: std.splitCharacters, nulls: "strict" };

function resolve(call: FunctionCall): Resolution {
  const args = converted(call, STRING_PARAM, STRING_PARAM, INT_PARAM);
  if ("kind" in args) return args;
  const [text, pattern, ...limit] = args;
  if (text === undefined || pattern === undefined) throw new Error("arity");
  if (constantOf(pattern) !== "") return search(call);
  return build.call({ name: "split", impl: characters, type, args: [text, ...limit], span: call.span });
}

export const splitRecord: FunctionRecord = {
  name: "split",
  family: "regexp",
  usage: "split(text, pattern[, limit])",
  summary:
    "The parts of the text between the matches of a regular expression: at most `limit` of them, or for 0 and less as many as there are, empty ones at the end too. An empty pattern parts all characters.",
  examples: [
    { expr: "split('oneAtwoBthreeC', '[ABC]')", text: '["one","two","three",""]' },
    { expr: "split('oneAtwoBthreeC', '[ABC]', -1)", text: '["one","two","three",""]' },
    { expr: "split('oneAtwoBthreeC', '[ABC]', 2)", text: '["one","twoBthreeC"]' },
    { expr: "split('hello', '')", text: '["h","e","l","l","o"]' },
  ],
  differs:
    "Spark matches with java.util.regex; patterns here are matched in linear time, without back-references, look-around, atomic groups and possessive quantifiers, which are refused. A bad pattern of the row's own gives NULL.",
  arity: [2, 3],
  resolve: resolve,
};
