import * as std from "../../std/regexp/index.js";
import { parseReplacement } from "../../std/regexp/replacement.js";
import { TOO_LONG } from "../../std/string/limits.js";
import { build, type Impl, type TypedExpr } from "../../typed/index.js";
import { STRING } from "../../types/index.js";
import { constantOf } from "../constant.js";
import { INT_PARAM, STRING_PARAM } from "../params.js";
import type { FunctionCall, Refusal, Resolution } from "../record.js";
import { badConstant, converted, requireConstant } from "../string/converted.js";
import { patternOf } from "./pattern.js";

const constant: Impl = {
  name: "regexpReplace",
  run: std.regexpReplace,
  nulls: "strict",
  fails: TOO_LONG,
  prepare: { name: "compileReplacing", run: std.compileReplacing },
};
const dynamic: Impl = {
  name: "regexpReplaceDynamic",
  run: std.regexpReplaceDynamic,
  nulls: "strict",
  fails: "bad regular expression or replacement",
  prepare: { name: "regexCache", run: std.regexCache },
};

export function resolveReplace(call: FunctionCall): Resolution {
  const args = converted(call, STRING_PARAM, STRING_PARAM, STRING_PARAM, INT_PARAM);
  if ("kind" in args) return args;
  const [text, patternArgument, replacementArgument, position] = args;
  if (text === undefined || patternArgument === undefined || replacementArgument === undefined) {
    throw new Error("arity");
  }
  const positionProblem = checkPosition(call, position);
  if (positionProblem !== undefined) return positionProblem;
  const pattern = patternOf(call, 1, patternArgument);
  const parts = { name: "regexp_replace", type: STRING, span: call.span };
  const replacement = constantOf(replacementArgument);
  if (pattern.kind === "refusal") return pattern;
  if (pattern.kind === "null" || replacement === null) return build.nullOf(STRING, call.span);
  if (pattern.kind === "dynamic" || typeof replacement !== "string") {
    return build.call({ ...parts, impl: dynamic, args });
  }
  const parsed = parseReplacement(pattern.regex, replacement);
  if ("problem" in parsed) {
    return badConstant(
      call,
      2,
      parsed.problem,
      "a dollar sign that stands for itself has a backslash before it",
    );
  }
  const rest = position === undefined ? [] : [position];
  return build.call({
    ...parts,
    impl: constant,
    statics: [pattern.text, replacement],
    args: [text, ...rest],
  });
}

function checkPosition(call: FunctionCall, position: TypedExpr | undefined): Refusal | undefined {
  if (position === undefined) return undefined;
  const given = requireConstant(call, 3, position);
  if ("kind" in given) return given;
  return typeof given.value === "number" && given.value < 1
    ? badConstant(call, 3, "positions are counted from 1")
    : undefined;
}
