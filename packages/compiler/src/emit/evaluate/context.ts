import {
  anyOf,
  at,
  type Code,
  type Condition,
  type Name,
  type Scope,
  type Statement,
  when,
} from "../code/index.js";
import type { ColumnNode, Node, Origin, VariableNode } from "../graph/node.js";
import type { Placements, Region } from "../graph/place.js";
import type { Module } from "./module.js";

/** What the emission of one function knows. */
export interface Context {
  readonly module: Module;
  readonly scope: Scope;
  readonly placements: Placements;
  readonly instances: Map<Region, Instance>;
  readonly variables: Map<VariableNode, { readonly name: Name; readonly frame: number }>;
  /** The functions around the code being written, outermost first. */
  readonly frames: Frame[];
  /** Whether everything may be computed in rows that do not need it: values are then chosen without branches. */
  readonly flat: boolean;
  /** How a column's value is read. */
  readonly column: (node: ColumnNode) => Value;
  /** The statement that counts a failure of `node`. */
  readonly count: (node: Node, reason: string) => Statement;
  readonly originOf: (node: Node) => Origin | undefined;
  /** What is done where a call has failed, in place of leaving the chain; undefined where it is left. */
  readonly onFailure?: (node: Node, counted: Statement) => readonly Statement[] | undefined;
}

interface Frame {
  /** Whether the function uses anything of those around it. */
  captures: boolean;
}

/** A list of statements being written. */
export interface Block {
  readonly statements: Statement[];
  readonly outer: Block | null;
  /** Keys of tests for NULL that are known to have failed here. */
  readonly passed: Set<string>;
  /** Set on the block of a chain of strict calls, which a NULL leaves. */
  readonly chain: Chain | null;
}

export interface Chain {
  readonly label: Name;
  /** All tests that leave it. */
  readonly tests: Condition[];
  /** Whether anything leaves it. */
  left: boolean;
}

/** A region as it is being written. */
export interface Instance {
  readonly block: Block;
  readonly values: Map<Node, Value>;
  readonly lazies: Map<Node, { readonly done: Name; readonly value: Value; readonly local: Local }>;
  readonly frame: number;
}

/** A value as code. Any test that holds means NULL; `value` is only to be evaluated where none does. */
export interface Value {
  readonly nulls: readonly Condition[];
  readonly value: Code;
  /** The value or null in one. */
  readonly inBand?: Code;
}

/** A variable, and the flag beside it that says whether it is NULL. */
export interface Local {
  readonly name: Name;
  readonly flag: Name | null;
}

export const newBlock = (outer: Block | null, chain: Chain | null = null): Block => ({
  statements: [],
  outer,
  passed: new Set(),
  chain,
});

export function isPassed(block: Block, key: string): boolean {
  for (let b: Block | null = block; b !== null; b = b.outer) if (b.passed.has(key)) return true;
  return false;
}

/** The tests whose answer is not yet known here. */
export const openTests = (block: Block, tests: readonly Condition[]): readonly Condition[] =>
  tests.filter((test) => test.known !== false && (test.key === undefined || !isPassed(block, test.key)));

/** Leaves the block where a test holds. */
export function guard(block: Block, tests: readonly Condition[]): void {
  if (block.chain === null) throw new Error("a guard outside of a chain");
  const open = openTests(block, tests);
  if (open.length === 0) return;
  block.statements.push(when(anyOf(open), [leave(block.chain)]));
  block.chain.tests.push(...open);
  pass(block, open);
}

export function leave(chain: Chain): Statement {
  chain.left = true;
  return { kind: "break", label: chain.label };
}

/** Notes that none of the tests holds from here on. */
export function pass(block: Block, tests: readonly Condition[]): void {
  for (const { key } of tests) if (key !== undefined) block.passed.add(key);
}

/** Writes a region: `write` gets its block. */
export function enter<T>(
  context: Context,
  region: Region | undefined,
  outer: Block,
  write: (block: Block) => T,
  block: Block = newBlock(outer),
): T {
  if (region === undefined) throw new Error("a lazy part without a region");
  const before = context.instances.get(region);
  const frame = context.frames.length - 1;
  context.instances.set(region, { block, values: new Map(), lazies: new Map(), frame });
  const result = write(block);
  if (before === undefined) context.instances.delete(region);
  else context.instances.set(region, before);
  return result;
}

/** Notes that code of the current function uses something of the function at `frame`. */
export function touch(context: Context, frame: number): void {
  for (const inner of context.frames.slice(frame + 1)) inner.captures = true;
}

export const placed = (context: Context, node: Node, code: Code): Code => at(code, context.originOf(node));
