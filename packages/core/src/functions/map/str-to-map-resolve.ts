import * as std from "../../std/map/index.js";
import { build, type Impl } from "../../typed/index.js";
import { mapOf, STRING } from "../../types/index.js";
import { STRING_PARAM } from "../params.js";
import type { FunctionCall, Resolution } from "../record.js";
import { patternOf } from "../regexp/pattern.js";
import { converted } from "../string/converted.js";
import { exactly } from "../string/exactly.js";

const constant: Impl = {
  name: "strToMap",
  run: std.strToMap,
  nulls: "strict",
  fails: "a key stands twice",
  prepare: { name: "mapDelimiters", run: std.mapDelimiters },
};
const dynamic: Impl = {
  name: "strToMapWith",
  run: std.strToMapWith,
  nulls: "strict",
  fails: "a key stands twice or a bad delimiter",
};

export function resolveStrToMap(call: FunctionCall): Resolution {
  const args = converted(call, exactly(STRING_PARAM));
  if ("kind" in args) return args;
  const [text, pairs, keys] = args;
  if (text === undefined) throw new Error("arity");
  const patterns = [
    pairs ?? build.literal(",", STRING, call.span),
    keys ?? build.literal(":", STRING, call.span),
  ];
  const type = mapOf(STRING, STRING);
  const statics: string[] = [];
  for (const [i, argument] of patterns.entries()) {
    const pattern = patternOf(call, i + 1, argument);
    if (pattern.kind === "refusal") return pattern;
    if (pattern.kind === "null") return build.nullOf(type, call.span);
    if (pattern.kind === "constant") statics.push(pattern.text);
  }
  const parts = { name: "str_to_map", type, span: call.span };
  return statics.length === 2
    ? build.call({ ...parts, impl: constant, statics, args: [text] })
    : build.call({ ...parts, impl: dynamic, args: [text, ...patterns] });
}
