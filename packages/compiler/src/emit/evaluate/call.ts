import type { Value } from "@pinion/core";
import {
  anyOf,
  assign,
  callOf,
  choose,
  constant,
  declare,
  holds,
  isAtom,
  js,
  not,
  variable,
  when,
  type Code,
  type Condition,
} from "../code/index.js";
import type { CallNode, InNode, Node } from "../graph/node.js";
import { chainOf } from "./chain.js";
import { guard, leave, pass, placed, type Block, type Context } from "./context.js";
import { fillHoles, formOf, type Holes } from "./form.js";
import { lambdaCode } from "./lambda.js";
import { inBandOf, inOneName, valueOf } from "./value.js";

/** Whether a NULL in any part makes the node NULL. */
export const isChain = (node: Node): node is CallNode | InNode =>
  node.kind === "in" || (node.kind === "call" && node.impl.nulls === "strict");

/** The value of a strict node, for the rest of the chain, which a NULL leaves before. */
export function strictValue(context: Context, node: CallNode | InNode, chain: Block): Code {
  if (node.kind === "in") return membership(context, node, chain);
  const args = chainArguments(context, node, chain);
  const { fails } = node.impl;
  const form = formOf(node.impl);
  if (form?.fails !== undefined) {
    const named = nameRepeated(context, [form.fails, form.value], args, chain);
    leaveIf(context, node, chain, holds(fillHoles(form.fails, named)));
    return placed(context, node, fillHoles(form.value, named));
  }
  const code = placed(context, node, strictCode(context, node, args, chain));
  if (fails === undefined) return code;
  const name = context.scope.issue("t");
  chain.statements.push(declare(name, code));
  const { nulls } = inOneName(name, true);
  leaveIf(context, node, chain, anyOf(nulls));
  pass(chain, nulls);
  return name;
}

/** Leaves the chain where a call has failed, and counts it where that is bad data. */
function leaveIf(context: Context, node: CallNode, block: Block, failed: Condition): void {
  const { fails } = node.impl;
  if (fails === true) return guard(block, [failed]);
  if (block.chain === null || fails === undefined) throw new Error("a failure outside of a chain");
  const instead = context.onFailure?.(node, context.count(node, fails));
  if (instead !== undefined) {
    block.statements.push(when(failed, instead));
    return;
  }
  block.statements.push(when(failed, [context.count(node, fails), leave(block.chain)]));
}

/** The value of a strict call that may itself come to null. */
function uncheckedValue(context: Context, node: CallNode, chain: Block): Code {
  const args = chainArguments(context, node, chain);
  return placed(context, node, strictCode(context, node, args, chain));
}

const chainArguments = (context: Context, node: CallNode, chain: Block): readonly Code[] =>
  node.args.map((arg, i) =>
    arg.kind === "lambda" ? lambdaCode(context, node, i, arg, chain) : chainValue(context, arg, chain),
  );

function chainValue(context: Context, node: Node, chain: Block): Code {
  if (isChain(node) && context.placements.of(node).how === "inline") {
    return strictValue(context, node, chain);
  }
  const value = valueOf(context, node, chain);
  guard(chain, value.nulls);
  return value.value;
}

/** The call, or the expression that stands for it. */
function strictCode(context: Context, node: CallNode, args: readonly Code[], block: Block): Code {
  const { impl } = node;
  const form = formOf(impl);
  if (form !== undefined) return fillHoles(form.whole, nameRepeated(context, [form.whole], args, block));
  return callOf(context.module.std(impl.name), [...context.module.leading(node), ...args]);
}

/** Gives a name to each argument that stands in more than one hole. */
function nameRepeated(
  context: Context,
  forms: readonly Holes[],
  args: readonly Code[],
  block: Block,
): readonly Code[] {
  return args.map((arg, i) => {
    if (isAtom(arg) || forms.flatMap(({ holes }) => holes).filter((hole) => hole === i).length < 2)
      return arg;
    const name = context.scope.issue("t");
    block.statements.push(declare(name, arg));
    return name;
  });
}

/** A call that sees NULLs. */
export function awareCall(context: Context, node: CallNode, block: Block): Code {
  const args = node.args.map((arg, i) =>
    arg.kind === "lambda" ? lambdaCode(context, node, i, arg, block) : inBand(context, arg, block),
  );
  const { module } = context;
  return placed(context, node, callOf(module.std(node.impl.name), [...module.leading(node), ...args]));
}

/** The value or null as one expression. */
function inBand(context: Context, node: Node, block: Block): Code {
  if (node.kind === "call" && context.placements.of(node).how === "inline") {
    if (node.impl.nulls === "aware") return awareCall(context, node, block);
    if (node.impl.fails === true) return failingInBand(context, node, block);
  }
  return inBandOf(valueOf(context, node, block));
}

/** A strict call whose own NULL is nothing to be tested or counted here. */
export function failingInBand(context: Context, node: CallNode, block: Block): Code {
  const chain = chainOf(context, block, (inner) => uncheckedValue(context, node, inner));
  switch (chain.kind) {
    case "pure":
      return choose(anyOf(chain.nulls), constant(null), chain.value);
    case "certain":
      block.statements.push(...chain.body);
      return chain.value;
    case "broken": {
      const name = context.scope.issue("v");
      const body = [...chain.body, assign(name, chain.value)];
      block.statements.push(variable(name, constant(null)), { kind: "labelled", label: chain.label, body });
      return name;
    }
  }
}

/** Up to here values are compared one by one. */
const FEW = 4;

function membership(context: Context, node: InNode, chain: Block): Code {
  const [arg] = node.args;
  const value = chainValue(context, arg, chain);
  const found = isMember(context, node, value, chain);
  if (!node.hasNull) return placed(context, node, found.yes);
  guard(chain, [not(found)]);
  return constant(true);
}

function isMember(context: Context, node: InNode, value: Code, chain: Block): Condition {
  const { values } = node;
  const { module } = context;
  const bytes = values.some((each) => each instanceof Uint8Array);
  if (values.length > FEW && !bytes) return holds(js`${module.set(values)}.has(${value})`);
  if (isAtom(value) || values.length < 2) return anyOf(values.map((each) => equals(context, value, each)));
  const name = context.scope.issue("t");
  chain.statements.push(declare(name, value));
  return anyOf(values.map((each) => equals(context, name, each)));
}

/** Equality with a constant: NaN equals NaN. */
function equals(context: Context, subject: Code, value: Value): Condition {
  const { module } = context;
  if (value instanceof Uint8Array) {
    return holds(callOf(module.std("equalBinary"), [subject, module.literal(value)]));
  }
  if (typeof value === "number" && Number.isNaN(value)) {
    return { yes: js`Number.isNaN(${subject})`, no: js`!Number.isNaN(${subject})` };
  }
  const literal = module.literal(value);
  return { yes: js`${subject} === ${literal}`, no: js`${subject} !== ${literal}` };
}
