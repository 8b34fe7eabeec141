import {
  allOf,
  anyOf,
  assign,
  constant,
  holds,
  not,
  TRUE,
  FALSE,
  variable,
  when,
  type Condition,
  type Statement,
} from "../code/index.js";
import type { BranchNode, Node } from "../graph/node.js";
import { enter, type Block, type Context, type Value } from "./context.js";
import { valueOf } from "./value.js";

/** Whether a BOOLEAN is true (or whether it is false); NULL is neither. */
export interface Truth {
  readonly test: Condition;
  /** Keys of tests for NULL that have failed where the test holds. */
  readonly ifTrue: readonly string[];
  /** The same where it does not hold. */
  readonly ifFalse: readonly string[];
}

export function truthOf(context: Context, node: Node, block: Block, wanted = true): Truth {
  if (context.placements.of(node).how !== "inline")
    return ofValue(context, valueOf(context, node, block), wanted);
  switch (node.kind) {
    case "literal":
      return { test: node.value === wanted ? TRUE : FALSE, ifTrue: [], ifFalse: [] };
    case "isNull": {
      const [arg] = node.args;
      if (arg === undefined) throw new Error("isNull without an argument");
      const { nulls } = valueOf(context, arg, block);
      const keys = keysOf(nulls);
      const test = anyOf(nulls);
      return wanted ? { test, ifTrue: [], ifFalse: keys } : { test: not(test), ifTrue: keys, ifFalse: [] };
    }
    case "and":
    case "or":
      return connective(context, node, block, wanted);
    case "call": {
      const [arg] = node.args;
      const negates = node.impl.js === "!$0" && node.impl.nulls === "strict" && node.args.length === 1;
      if (negates && arg !== undefined && arg.kind !== "lambda") {
        return truthOf(context, arg, block, !wanted);
      }
      return ofValue(context, valueOf(context, node, block), wanted);
    }
    default:
      return ofValue(context, valueOf(context, node, block), wanted);
  }
}

function ofValue(context: Context, value: Value, wanted: boolean): Truth {
  const is = holds(value.value, context.flat);
  const test = allOf([...value.nulls.map(not), wanted ? is : not(is)]);
  return { test, ifTrue: keysOf(value.nulls), ifFalse: [] };
}

/**
 * `a AND b` is true where both are; the right side is left out where the left is NULL or false, but where it
 * may count a failure it has to be evaluated unless the left decides.
 */
function connective(context: Context, node: BranchNode, block: Block, wanted: boolean): Truth {
  const [left, right] = node.args;
  if (left === undefined || right === undefined) throw new Error("a connective without its sides");
  const both = (node.kind === "and") === wanted;
  if (both && right.counts && left.nullable) return ofValue(context, valueOf(context, node, block), wanted);
  const a = truthOf(context, left, block, wanted);
  const region = context.placements.of(node).inner.get(1);
  const [b, inner] = enter(context, region, block, (blk) => {
    for (const key of both ? a.ifTrue : a.ifFalse) blk.passed.add(key);
    return [truthOf(context, right, blk, wanted), blk] as const;
  });
  const facts = both
    ? { ifTrue: [...a.ifTrue, ...b.ifTrue], ifFalse: [] }
    : { ifTrue: [], ifFalse: [...a.ifFalse, ...b.ifFalse] };
  if (context.flat) block.statements.push(...inner.statements);
  if (context.flat || inner.statements.length === 0) {
    return { test: both ? allOf([a.test, b.test]) : anyOf([a.test, b.test]), ...facts };
  }
  const name = context.scope.issue("v");
  const rest: readonly Statement[] = [...inner.statements, assign(name, b.test.yes)];
  block.statements.push(variable(name, constant(!both)), both ? when(a.test, rest) : when(a.test, [], rest));
  return { test: holds(name), ...facts };
}

const keysOf = (tests: readonly Condition[]): readonly string[] =>
  tests.flatMap(({ key }) => (key === undefined ? [] : [key]));
