import type { DataType } from "@pinion/core";
import {
  allOf,
  anyOf,
  assign,
  choose,
  constant,
  declare,
  holds,
  isAtom,
  js,
  not,
  TRUE,
  variable,
  when,
  type Code,
  type Condition,
  type Statement,
} from "../code/index.js";
import type { BranchNode, CallNode, Node } from "../graph/node.js";
import { awareCall, isChain, strictValue } from "./call.js";
import {
  enter,
  isPassed,
  openTests,
  placed,
  touch,
  type Block,
  type Context,
  type Value,
} from "./context.js";
import { createLocal, readLocal, setLocal, setLocalTo, zeroOf } from "./local.js";
import { chainOf } from "./chain.js";
import { select } from "./select.js";
import { localSink, storeHere } from "./store.js";
import { truthOf } from "./truth.js";

/** The value of a node, for code behind `block`; statements that it needs are added to the block. */
export function valueOf(context: Context, node: Node, block: Block): Value {
  const value = rawValueOf(context, node, block);
  const nulls = openTests(block, value.nulls);
  return nulls.length === value.nulls.length ? value : { ...value, nulls };
}

function rawValueOf(context: Context, node: Node, block: Block): Value {
  const { how, region } = context.placements.of(node);
  if (how === "inline") return compute(context, node, block);
  const instance = context.instances.get(region);
  if (instance === undefined) throw new Error("a value outside of its region");
  touch(context, instance.frame);
  if (how === "eager") {
    let value = instance.values.get(node);
    if (value === undefined) {
      value = kept(context, node, instance.block);
      instance.values.set(node, value);
    }
    return value;
  }
  return computeOnce(context, node, block);
}

/** The value in a name, for more than one use. */
function kept(context: Context, node: Node, block: Block): Value {
  const value = compute(context, node, block);
  const [test] = value.nulls;
  if (test === undefined) {
    if (isAtom(value.value)) return value;
    const name = context.scope.issue("t");
    block.statements.push(declare(name, value.value));
    return { nulls: [], value: name };
  }
  if (isAtom(value.value) && value.nulls.every((each) => each.key !== undefined)) return value;
  const single = value.nulls.length === 1 && test.key !== undefined;
  const flag = context.scope.issue("n");
  if (!single) block.statements.push(declare(flag, anyOf(value.nulls).yes));
  const missing = single ? test : { ...holds(flag, context.flat), key: flag.text };
  const name = context.scope.issue("t");
  const code = context.flat ? value.value : choose(missing, zeroOf(node.type), value.value);
  block.statements.push(declare(name, code));
  return { nulls: [missing], value: name };
}

/** Computes the value where no use before this one has; each use has the code. */
function computeOnce(context: Context, node: Node, block: Block): Value {
  const { region, own } = context.placements.of(node);
  const instance = context.instances.get(region);
  if (instance === undefined) throw new Error("a value outside of its region");
  let lazy = instance.lazies.get(node);
  if (lazy === undefined) {
    const done = context.scope.issue("d");
    const { declarations, local } = createLocal(context, node);
    instance.block.statements.push(variable(done, constant(false)), ...declarations);
    lazy = { done, value: readLocal(local), local };
    instance.lazies.set(node, lazy);
  }
  const { done, value, local } = lazy;
  if (!isPassed(block, done.text)) {
    const body = enter(context, own, block, (inner) => {
      inner.statements.push(assign(done, constant(true)));
      storeHere(context, node, inner, localSink(local));
      return inner.statements;
    });
    block.statements.push(when(not(holds(done)), body));
    block.passed.add(done.text);
  }
  return value;
}

/** The value of a node computed here, whatever its place is. */
export function compute(context: Context, node: Node, block: Block): Value {
  switch (node.kind) {
    case "literal":
      return node.value === null
        ? { nulls: [TRUE], value: zeroOf(node.type), inBand: constant(null) }
        : { nulls: [], value: placed(context, node, context.module.literal(node.value)) };
    case "column":
      touch(context, 0);
      return context.column(node);
    case "variable":
      return variableValue(context, node);
    case "isNull": {
      const [arg] = node.args;
      if (arg === undefined) throw new Error("isNull without an argument");
      const test = anyOf(valueOf(context, arg, block).nulls);
      return { nulls: [], value: placed(context, node, test.yes) };
    }
    case "and":
    case "or":
      return connective(context, node, block);
    case "if":
      return conditional(context, node, block);
    case "coalesce":
      return firstOf(context, node, 0, block);
    case "in":
      return strict(context, node, block);
    case "call":
      return isChain(node) ? strict(context, node, block) : aware(context, node, block);
  }
}

function variableValue(context: Context, node: Node & { readonly kind: "variable" }): Value {
  const bound = context.variables.get(node);
  if (bound === undefined) throw new Error("a variable outside of its lambda");
  touch(context, bound.frame);
  return inOneName(bound.name, node.nullable);
}

/** A name that holds a value or null. */
export function inOneName(name: Code & { readonly text: string }, nullable: boolean): Value {
  if (!nullable) return { nulls: [], value: name, inBand: name };
  const test: Condition = { yes: js`${name} === null`, no: js`${name} !== null`, key: name.text };
  return { nulls: [test], value: name, inBand: name };
}

function strict(context: Context, node: Node & { readonly kind: "in" | "call" }, block: Block): Value {
  const chain = chainOf(context, block, (inner) => strictValue(context, node, inner));
  switch (chain.kind) {
    case "pure":
      return { nulls: chain.nulls, value: chain.value };
    case "certain":
      block.statements.push(...chain.body);
      return { nulls: [], value: chain.value };
    case "broken": {
      const { declarations, local } = createLocal(context, node);
      block.statements.push(...declarations, {
        kind: "labelled",
        label: chain.label,
        body: [...chain.body, ...setLocal(local, chain.value)],
      });
      return readLocal(local);
    }
  }
}

function aware(context: Context, node: CallNode, block: Block): Value {
  const code = awareCall(context, node, block);
  if (!node.nullable) return { nulls: [], value: code };
  const name = context.scope.issue("t");
  block.statements.push(declare(name, code));
  return inOneName(name, true);
}

/** `if` as a value. */
function conditional(context: Context, node: BranchNode, block: Block): Value {
  const [condition, then, otherwise] = node.args;
  if (condition === undefined || then === undefined || otherwise === undefined) {
    throw new Error("an if without its parts");
  }
  const { inner } = context.placements.of(node);
  const test = truthOf(context, condition, block);
  const branch = (part: Node, index: number, known: readonly string[]): readonly [Value, Block] =>
    enter(context, inner.get(index), block, (b) => {
      for (const key of known) b.passed.add(key);
      return [valueOf(context, part, b), b];
    });
  const [yes, yesBlock] = branch(then, 1, test.ifTrue);
  const [no, noBlock] = branch(otherwise, 2, test.ifFalse);
  if (context.flat) block.statements.push(...yesBlock.statements, ...noBlock.statements);
  if (context.flat || (yesBlock.statements.length === 0 && noBlock.statements.length === 0)) {
    return chosen(context, node.type, block, test.test, yes, no);
  }
  const { declarations, local } = createLocal(context, node);
  block.statements.push(
    ...declarations,
    when(
      test.test,
      [...yesBlock.statements, ...setLocalTo(local, yes)],
      [...noBlock.statements, ...setLocalTo(local, no)],
    ),
  );
  return readLocal(local);
}

/** One of two values, as an expression. */
function chosen(
  context: Context,
  type: DataType,
  block: Block,
  test: Condition,
  yes: Value,
  no: Value,
): Value {
  if (test.known !== undefined) return test.known ? yes : no;
  if (context.flat) return chosenFlat(context, type, block, test, yes, no);
  if (yes.nulls.length === 0 && no.nulls.length === 0) {
    return { nulls: [], value: choose(test, yes.value, no.value) };
  }
  const named = nameTest(context, block, test);
  const missing = anyOf([allOf([named, anyOf(yes.nulls)]), allOf([not(named), anyOf(no.nulls)])]);
  const inBand = yes.inBand !== undefined && no.inBand !== undefined;
  return {
    nulls: missing.known === false ? [] : [missing],
    value: isNever(yes) ? no.value : isNever(no) ? yes.value : choose(named, yes.value, no.value),
    ...(inBand ? { inBand: choose(named, inBandOf(yes), inBandOf(no)) } : {}),
  };
}

function chosenFlat(
  context: Context,
  type: DataType,
  block: Block,
  test: Condition,
  yes: Value,
  no: Value,
): Value {
  const named = nameTest(context, block, test);
  const missing = anyOf([allOf([named, anyOf(yes.nulls)]), allOf([not(named), anyOf(no.nulls)])]);
  return {
    nulls: missing.known === false ? [] : [missing],
    value: select(context, type, block, named, yes.value, no.value),
  };
}

const isNever = (value: Value): boolean => anyOf(value.nulls).known === true;

/** The test in a name, so that it may stand more than once. */
function nameTest(context: Context, block: Block, test: Condition): Condition {
  if (test.key !== undefined || isAtom(test.yes) || isAtom(test.no)) return test;
  const name = context.scope.issue("t");
  block.statements.push(declare(name, test.yes));
  return holds(name, context.flat);
}

/** `coalesce` from argument `index` on. */
function firstOf(context: Context, node: BranchNode, index: number, block: Block): Value {
  const arg = node.args[index];
  if (arg === undefined) throw new Error("coalesce without arguments");
  const value = valueOf(context, arg, block);
  if (value.nulls.length === 0 || index === node.args.length - 1) return value;
  const region = context.placements.of(node).inner.get(index + 1);
  return enter(context, region, block, (inner) => {
    const rest = firstOf(context, node, index + 1, inner);
    if (context.flat) block.statements.push(...inner.statements);
    if (context.flat || inner.statements.length === 0) {
      if (value.inBand !== undefined && rest.nulls.length === 0 && isAtom(value.inBand)) {
        return { nulls: [], value: js`${value.inBand} ?? ${rest.value}` };
      }
      return chosen(context, node.type, block, anyOf(value.nulls), rest, { nulls: [], value: value.value });
    }
    const { declarations, local } = createLocal(context, node);
    const otherwise: readonly Statement[] = [...inner.statements, ...setLocalTo(local, rest)];
    block.statements.push(...declarations, when(anyOf(value.nulls), otherwise, setLocal(local, value.value)));
    return readLocal(local);
  });
}

/** AND and OR in three values. */
function connective(context: Context, node: BranchNode, block: Block): Value {
  const [left, right] = node.args;
  if (left === undefined || right === undefined) throw new Error("a connective without its sides");
  const decisive = node.kind === "or";
  const a = valueOf(context, left, block);
  const decided = decides(context, a, decisive);
  const [b, inner] = enter(context, context.placements.of(node).inner.get(1), block, (blk) => {
    return [valueOf(context, right, blk), blk] as const;
  });
  const outcome = anyOf([decided, decides(context, b, decisive)]);
  const missing = anyOf([...a.nulls, ...b.nulls]);
  if (context.flat) block.statements.push(...inner.statements);
  if (context.flat || inner.statements.length === 0) {
    if (missing.known === false) return { nulls: [], value: decisive ? outcome.yes : outcome.no };
    const test = nameTest(context, block, outcome);
    return {
      nulls: [allOf([not(test), missing])],
      value: decisive ? test.yes : test.no,
    };
  }
  const { declarations, local } = createLocal(context, node);
  block.statements.push(
    ...declarations,
    when(decided, setLocal(local, constant(decisive)), [
      ...inner.statements,
      when(decides(context, b, decisive), setLocal(local, constant(decisive)), [
        when(missing, [], setLocal(local, constant(!decisive))),
      ]),
    ]),
  );
  return readLocal(local);
}

/** Whether a side alone decides a connective: is true for OR, false for AND. */
function decides(context: Context, side: Value, decisive: boolean): Condition {
  const is = holds(side.value, context.flat);
  return allOf([...side.nulls.map(not), decisive ? is : not(is)]);
}

/** The value, or null, as one expression. */
export function inBandOf(value: Value): Code {
  if (value.inBand !== undefined) return value.inBand;
  return choose(anyOf(value.nulls), constant(null), value.value);
}
