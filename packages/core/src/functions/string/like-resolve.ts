import { likeProblem } from "../../std/string/like.js";
import { build, type Impl } from "../../typed/index.js";
import { BOOLEAN } from "../../types/index.js";
import { constantOf } from "../constant.js";
import { STRING_PARAM } from "../params.js";
import type { FunctionCall, Resolution } from "../record.js";
import { badConstant, converted, requireConstant } from "./converted.js";

export interface LikeImpls {
  /** Prepared of a pattern and its escape character. */
  readonly constant: Impl;
  /** Prepared of an escape character. */
  readonly dynamic: Impl;
}

/** The same in DuckDB, of a pattern that nothing is escaped in and that no template would take for its own. */
const likeSql = (pattern: string, escape: string): string | undefined =>
  pattern.includes(escape) || /[$\0]/.test(pattern)
    ? undefined
    : `$0 LIKE '${pattern.replaceAll("'", "''")}'`;

/** `resolve` of LIKE and ILIKE. */
export function likeResolver(name: string, { constant, dynamic }: LikeImpls) {
  return (call: FunctionCall): Resolution => {
    const args = converted(call, STRING_PARAM);
    if ("kind" in args) return args;
    const [text, pattern, escapeArgument] = args;
    if (text === undefined || pattern === undefined) throw new Error("arity");
    let escape = "\\";
    if (escapeArgument !== undefined) {
      const given = requireConstant(call, 2, escapeArgument);
      if ("kind" in given) return given;
      if (typeof given.value !== "string" || [...given.value].length !== 1) {
        return badConstant(call, 2, "an escape character is one character");
      }
      escape = given.value;
    }
    const parts = { name, type: BOOLEAN, span: call.span };
    const fixed = constantOf(pattern);
    if (fixed === null) return build.nullOf(BOOLEAN, call.span);
    if (typeof fixed !== "string") {
      return build.call({ ...parts, impl: dynamic, statics: [escape], args: [text, pattern] });
    }
    const problem = likeProblem(fixed, escape);
    if (problem !== undefined)
      return badConstant(call, 1, problem, "write the escape character twice for itself");
    const sql = name === "like" ? likeSql(fixed, escape) : undefined;
    const impl = sql === undefined ? constant : { ...constant, duckdb: sql };
    return build.call({ ...parts, impl, statics: [fixed, escape], args: [text] });
  };
}
