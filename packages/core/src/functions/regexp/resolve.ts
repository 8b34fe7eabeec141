import * as std from "../../std/regexp/index.js";
import type { Regex } from "../../std/regexp/regex.js";
import { build, type Impl, type ImplFunction, type TypedExpr } from "../../typed/index.js";
import type { DataType } from "../../types/index.js";
import { STRING_PARAM, type Param } from "../params.js";
import type { FunctionCall, Refusal, Resolution } from "../record.js";
import { converted } from "../string/converted.js";
import { patternOf } from "./pattern.js";

export interface Search {
  readonly name: string;
  readonly type: DataType;
  /** The implementation with a compiled pattern in front, then the text and the other arguments. */
  readonly run: ImplFunction;
  /** The same with a cache in front, then the text, the pattern and the other arguments. */
  readonly dynamic: ImplFunction;
  /** How both are exported; the second with `Dynamic` behind it. */
  readonly export: string;
  /** Whether the result can be NULL with a good pattern. */
  readonly fails?: string | true;
  /** What stands behind the pattern. */
  readonly rest?: readonly Param[];
  /** What is wrong with the other arguments, for a constant pattern. */
  readonly check?: (call: FunctionCall, regex: Regex, rest: readonly TypedExpr[]) => Refusal | undefined;
}

export const BAD_PATTERN = "bad regular expression";

const compiled = { name: "compileRegex", run: std.compileRegex };
const cache = { name: "regexCache", run: std.regexCache };

/** `resolve` of `f(text, pattern, …)`. */
export function searchResolver(search: Search): (call: FunctionCall) => Resolution {
  const fails = search.fails === undefined ? {} : { fails: search.fails };
  const constant: Impl = {
    name: search.export,
    run: search.run,
    nulls: "strict",
    ...fails,
    prepare: compiled,
  };
  const dynamic: Impl = {
    name: `${search.export}Dynamic`,
    run: search.dynamic,
    nulls: "strict",
    fails: BAD_PATTERN,
    prepare: cache,
  };
  return (call) => {
    const args = converted(call, STRING_PARAM, STRING_PARAM, ...(search.rest ?? []));
    if ("kind" in args) return args;
    const [text, patternArgument, ...rest] = args;
    if (text === undefined || patternArgument === undefined) throw new Error("arity");
    const pattern = patternOf(call, 1, patternArgument);
    const parts = { name: search.name, type: search.type, span: call.span };
    switch (pattern.kind) {
      case "refusal":
        return pattern;
      case "null":
        return build.nullOf(search.type, call.span);
      case "dynamic":
        return build.call({ ...parts, impl: dynamic, args });
      case "constant": {
        const problem = search.check?.(call, pattern.regex, rest);
        return (
          problem ?? build.call({ ...parts, impl: constant, statics: [pattern.text], args: [text, ...rest] })
        );
      }
    }
  };
}
