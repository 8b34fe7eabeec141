import type { DataType } from "@pinion/core";
import {
  allOf,
  anyOf,
  assign,
  choose,
  declare,
  holds,
  isAtom,
  js,
  not,
  numberOf,
  type Code,
  type Condition,
} from "../code/index.js";
import type { Block, Context } from "./context.js";

/**
 * `test ? yes : no` of values that are both there, without a branch where that can be: what rows differ in at random
 * processors guess wrong, which takes longer than all else.
 */
export function select(
  context: Context,
  type: DataType,
  block: Block,
  test: Condition,
  yes: Code,
  no: Code,
): Code {
  switch (type.kind) {
    case "boolean":
      return anyOf([allOf([test, holds(yes, true)]), allOf([not(test), holds(no, true)])]).yes;
    case "tinyint":
    case "smallint":
    case "int":
    case "date":
      return ofInts(context, block, test, yes, no);
    case "float":
    case "double": {
      const pair = context.module.helper("pairOfNumbers", (name) =>
        declare(name, js`new Float64Array(${2})`),
      );
      const name = context.scope.issue("t");
      block.statements.push(
        assign(js`${pair}[${0}]`, no),
        assign(js`${pair}[${1}]`, yes),
        declare(name, js`${pair}[+${test.yes}]`),
      );
      return name;
    }
    default:
      return choose(test, yes, no);
  }
}

/** By a mask of all ones or none. */
function ofInts(context: Context, block: Block, test: Condition, yes: Code, no: Code): Code {
  const [one, other] = [numberOf(yes), numberOf(no)];
  if (other === 0) return one === 1 ? js`+${test.yes}` : js`${yes} & -${test.yes}`;
  if (one !== undefined && other !== undefined) return js`${no} ^ (${one ^ other} & -${test.yes})`;
  if (one === 0) return js`${no} & -${test.no}`;
  if (isAtom(no)) return js`${no} ^ ((${yes} ^ ${no}) & -${test.yes})`;
  const base = context.scope.issue("t");
  block.statements.push(declare(base, no));
  return js`${base} ^ ((${yes} ^ ${base}) & -${test.yes})`;
}
