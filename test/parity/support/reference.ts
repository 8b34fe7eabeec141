import type { Row, Value } from "@pinion/core";
import type { CallNode, LambdaNode, Node } from "../../../packages/compiler/src/emit/graph/node.js";

/** Counts a failure of a node for a reason. */
export type Count = (node: CallNode, reason: string) => void;

/**
 * Evaluates nodes plainly, each at most once in a row (within a lambda: once in each of its calls): the
 * oracle for what emitted code counts.
 */
export function evaluateRow(outputs: readonly Node[], row: Row, count: Count): readonly Value[] {
  const frames: Frame[] = [{ memo: new Map(), values: [] }];
  return outputs.map((node) => evaluate(node, row, frames, count));
}

interface Frame {
  readonly memo: Map<Node, Value>;
  readonly values: readonly Value[];
}

function evaluate(node: Node, row: Row, frames: readonly Frame[], count: Count): Value {
  const frame = frames[node.level];
  if (frame === undefined) throw new Error("a variable outside of its lambda");
  const known = frame.memo.get(node);
  if (known !== undefined) return known;
  const value = compute(node, row, frames, count);
  frame.memo.set(node, value);
  return value;
}

function compute(node: Node, row: Row, frames: readonly Frame[], count: Count): Value {
  const sub = (part: Node | undefined): Value => {
    if (part === undefined) throw new Error("a part is missing");
    return evaluate(part, row, frames, count);
  };
  switch (node.kind) {
    case "literal":
      return node.value;
    case "column":
      return row[node.index] ?? null;
    case "variable":
      return frames[node.level]?.values[node.index] ?? null;
    case "isNull":
      return sub(node.args[0]) === null;
    case "coalesce":
      for (const arg of node.args) {
        const value = sub(arg);
        if (value !== null) return value;
      }
      return null;
    case "if":
      return sub(node.args[0]) === true ? sub(node.args[1]) : sub(node.args[2]);
    case "and":
    case "or": {
      const decisive = node.kind === "or";
      const left = sub(node.args[0]);
      if (left === decisive) return decisive;
      const right = sub(node.args[1]);
      if (right === decisive) return decisive;
      return left === null || right === null ? null : !decisive;
    }
    case "in": {
      const value = sub(node.args[0]);
      if (value === null) return null;
      if (node.values.some((each) => same(each, value))) return true;
      return node.hasNull ? null : false;
    }
    case "call":
      return call(node, row, frames, count);
  }
}

function call(node: CallNode, row: Row, frames: readonly Frame[], count: Count): Value {
  const { impl, statics } = node;
  const args: unknown[] = [];
  for (const arg of node.args) {
    if (arg.kind === "lambda") {
      args.push(lambda(arg, row, frames, count));
      continue;
    }
    const value = evaluate(arg, row, frames, count);
    if (value === null && impl.nulls === "strict") return null;
    args.push(value);
  }
  const invoke = (run: (...args: never[]) => unknown, all: readonly unknown[]): unknown =>
    (run as (...args: readonly unknown[]) => unknown)(...all);
  const leading = impl.prepare === undefined ? statics : [invoke(impl.prepare.run, statics)];
  const value = invoke(impl.run, [...leading, ...args]) as Value;
  if (value === null && impl.nulls === "strict" && typeof impl.fails === "string") count(node, impl.fails);
  return value;
}

const lambda =
  (node: LambdaNode, row: Row, frames: readonly Frame[], count: Count) =>
  (...values: readonly Value[]): Value => {
    const depth = node.params[0]?.level ?? frames.length;
    return evaluate(node.body, row, [...frames.slice(0, depth), { memo: new Map(), values }], count);
  };

function same(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (typeof a === "number" && typeof b === "number") return a !== a && b !== b;
  if (!(a instanceof Uint8Array && b instanceof Uint8Array)) return false;
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
