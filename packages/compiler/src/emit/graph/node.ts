import type { DataType, Impl, Span, Static, Value } from "@pinion/core";

/**
 * A typed expression among all those of a program, each that is written twice there once: equal expressions
 * are one node. Numbers rise from the leaves to the outputs.
 */
export type Node = LiteralNode | ColumnNode | VariableNode | CallNode | BranchNode | InNode;

interface Common {
  readonly id: number;
  readonly type: DataType;
  readonly nullable: boolean;
  /** Where it was first written. */
  readonly origin: Origin;
  /** How many lambdas around it it depends on: 0 where it reads no variable. */
  readonly level: number;
  /** Whether evaluating it may count a failure. */
  readonly counts: boolean;
  /** Steps of work, roughly; 0 for what is at hand. */
  readonly cost: number;
}

/** A span in the text of an output's expression. */
export interface Origin {
  readonly output: number;
  readonly span: Span;
}

interface LiteralNode extends Common {
  readonly kind: "literal";
  readonly value: Value;
}

export interface ColumnNode extends Common {
  readonly kind: "column";
  /** Position among the program's inputs. */
  readonly index: number;
}

/** Parameter `index` of the lambda that has `level - 1` lambdas around it. */
export interface VariableNode extends Common {
  readonly kind: "variable";
  readonly index: number;
}

export interface CallNode extends Common {
  readonly kind: "call";
  readonly impl: Impl;
  readonly statics: readonly Static[];
  readonly args: readonly (Node | LambdaNode)[];
}

/** `and`, `or`: left, right. `if`: condition, then, else. */
export interface BranchNode extends Common {
  readonly kind: "and" | "or" | "if" | "coalesce" | "isNull";
  readonly args: readonly Node[];
}

export interface InNode extends Common {
  readonly kind: "in";
  readonly args: readonly [Node];
  readonly values: readonly Value[];
  readonly hasNull: boolean;
}

export interface LambdaNode {
  readonly kind: "lambda";
  readonly params: readonly VariableNode[];
  readonly body: Node;
  readonly level: number;
}

/** Its parts, lambdas' bodies among them. */
export function partsOf(node: Node): readonly Node[] {
  switch (node.kind) {
    case "literal":
    case "column":
    case "variable":
      return [];
    case "call":
      return node.args.map((arg) => (arg.kind === "lambda" ? arg.body : arg));
    default:
      return node.args;
  }
}

/** Whether the part is not evaluated each time that the node is: a region of its own. */
export function isLazy(node: Node, part: number): boolean {
  switch (node.kind) {
    case "and":
    case "or":
    case "if":
    case "coalesce":
      return part > 0;
    case "call":
      return node.args[part]?.kind === "lambda";
    default:
      return false;
  }
}

/** The parts that are evaluated whenever the node is, NULLs or not. */
export function certainParts(node: Node): readonly Node[] {
  const parts = partsOf(node);
  if (node.kind !== "call") return parts.filter((_, i) => !isLazy(node, i));
  if (node.impl.nulls === "aware") return parts.filter((_, i) => !isLazy(node, i));
  const certain: Node[] = [];
  for (const [i, part] of parts.entries()) {
    if (isLazy(node, i)) continue;
    certain.push(part);
    if (part.nullable) break;
  }
  return certain;
}
