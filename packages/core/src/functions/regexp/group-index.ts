import type { Regex } from "../../std/regexp/regex.js";
import type { TypedExpr } from "../../typed/index.js";
import { constantOf } from "../constant.js";
import type { FunctionCall, Refusal } from "../record.js";
import { badConstant } from "../string/converted.js";

/** What is wrong with the number of a group, where it is constant; 1 where it is left out. */
export function groupProblem(
  call: FunctionCall,
  regex: Regex,
  [index]: readonly TypedExpr[],
): Refusal | undefined {
  const group = index === undefined ? 1 : constantOf(index);
  const groups = regex.groups.length - 1;
  if (typeof group !== "number" || (group >= 0 && group <= groups)) return undefined;
  const has = groups === 0 ? "has no groups" : groups === 1 ? "has one group" : `has ${groups} groups`;
  return badConstant(
    call,
    index === undefined ? 1 : 2,
    `the regular expression ${has}, and group ${group} is asked for`,
    "group 0 is the whole match",
  );
}
