import { anyOf, constant, giveBack, when, type Code, type Statement } from "../code/index.js";
import type { BranchNode, Node } from "../graph/node.js";
import { awareCall, failingInBand, isChain, strictValue } from "./call.js";
import { chainOf } from "./chain.js";
import { enter, type Block, type Context, type Local, type Value } from "./context.js";
import { setLocal } from "./local.js";
import { truthOf } from "./truth.js";
import { compute, inBandOf, valueOf } from "./value.js";

/** Where a value goes. */
export interface Sink {
  readonly value: (code: Code) => readonly Statement[];
  readonly missing: readonly Statement[];
  /**
   * Whether `missing` comes before the statements that may come to a value, or behind them, which a value leaves;
   * or where there is no value, and only there.
   */
  readonly order: "before" | "behind" | "instead";
  /** Takes a value or null; absent where the two are kept apart. */
  readonly either?: (code: Code) => readonly Statement[];
}

/** The result of a function. */
export const returned: Sink = {
  value: (code) => [giveBack(code)],
  missing: [giveBack(constant(null))],
  order: "behind",
  either: (code) => [giveBack(code)],
};

/** A variable and its flag, which says NULL before. */
export const localSink = (local: Local): Sink => ({
  value: (code) => setLocal(local, code),
  missing: [],
  order: "before",
});

/** Adds the statements that bring the value of a node into a sink. */
export function store(context: Context, node: Node, block: Block, sink: Sink): void {
  if (context.placements.of(node).how !== "inline") return put(block, valueOf(context, node, block), sink);
  storeHere(context, node, block, sink);
}

/** The same, computing the node itself here whatever its place is. */
export function storeHere(context: Context, node: Node, block: Block, sink: Sink): void {
  if (context.flat && !isChain(node)) return put(block, compute(context, node, block), sink);
  switch (node.kind) {
    case "if":
      return storeIf(context, node, block, sink);
    case "coalesce":
      return storeFirst(context, node, 0, block, sink);
    case "call":
      if (sink.either !== undefined && node.impl.nulls === "aware") {
        block.statements.push(...sink.either(awareCall(context, node, block)));
        return;
      }
      if (sink.either !== undefined && node.impl.fails === true) {
        block.statements.push(...sink.either(failingInBand(context, node, block)));
        return;
      }
      break;
    default:
  }
  if (!isChain(node)) return put(block, compute(context, node, block), sink);
  const chain = chainOf(context, block, (inner) => strictValue(context, node, inner));
  switch (chain.kind) {
    case "pure":
      return put(block, { nulls: chain.nulls, value: chain.value }, sink);
    case "certain":
      block.statements.push(...chain.body, ...sink.value(chain.value));
      return;
    case "broken": {
      const body = [...chain.body, ...sink.value(chain.value)];
      if (sink.order === "instead" && sink.missing.length > 0) {
        const done = context.scope.issue("b");
        const inner: Statement = {
          kind: "labelled",
          label: chain.label,
          body: [...body, { kind: "break", label: done }],
        };
        block.statements.push({ kind: "labelled", label: done, body: [inner, ...sink.missing] });
        return;
      }
      const labelled: Statement = { kind: "labelled", label: chain.label, body };
      block.statements.push(
        ...(sink.order === "behind" ? [labelled, ...sink.missing] : [...sink.missing, labelled]),
      );
    }
  }
}

function put(block: Block, value: Value, sink: Sink): void {
  if (value.nulls.length === 0) block.statements.push(...sink.value(value.value));
  else if (sink.either !== undefined) block.statements.push(...sink.either(inBandOf(value)));
  else block.statements.push(when(anyOf(value.nulls), sink.missing, sink.value(value.value)));
}

function storeIf(context: Context, node: BranchNode, block: Block, sink: Sink): void {
  const [condition, then, otherwise] = node.args;
  if (condition === undefined || then === undefined || otherwise === undefined) {
    throw new Error("an if without its parts");
  }
  const { inner } = context.placements.of(node);
  const truth = truthOf(context, condition, block);
  const branch = (part: Node, index: number, known: readonly string[]): readonly Statement[] =>
    enter(context, inner.get(index), block, (blk) => {
      for (const key of known) blk.passed.add(key);
      store(context, part, blk, sink);
      return blk.statements;
    });
  block.statements.push(when(truth.test, branch(then, 1, truth.ifTrue), branch(otherwise, 2, truth.ifFalse)));
}

function storeFirst(context: Context, node: BranchNode, index: number, block: Block, sink: Sink): void {
  const arg = node.args[index];
  if (arg === undefined) throw new Error("coalesce without arguments");
  if (index === node.args.length - 1) return store(context, arg, block, sink);
  const value = valueOf(context, arg, block);
  if (value.nulls.length === 0) return put(block, value, sink);
  const rest = enter(context, context.placements.of(node).inner.get(index + 1), block, (inner) => {
    storeFirst(context, node, index + 1, inner, sink);
    return inner.statements;
  });
  block.statements.push(when(anyOf(value.nulls), rest, sink.value(value.value)));
}
