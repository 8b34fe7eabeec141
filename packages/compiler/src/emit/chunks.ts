import { createInterner, type Interner } from "./graph/intern.js";
import { partsOf, type Node } from "./graph/node.js";
import type { ProgramSpec } from "./program.js";

/** Outputs that one function computes, sharing what is common among them. */
export type Chunk = readonly (readonly [output: number, node: Node])[];

/**
 * The size above which another function is begun: engines give up on optimising functions that are too
 * long, and on inlining into them long before.
 */
const LIMIT = 400;

/** Work from which on it is worth sharing. */
const WORTHWHILE = 4;

/**
 * The outputs of a program in groups that have nothing in common that costs anything or counts failures.
 * Only a group beyond the limit is cut, and its common parts are then computed more than once.
 */
export function groupsOf(
  program: ProgramSpec,
  interner: Interner = createInterner(new Map(program.inputs.map((input, i) => [input.name, i]))),
): readonly Chunk[] {
  const nodes = program.outputs.map(({ expr }, i) => interner.intern(expr, i));
  const parent = nodes.map((_, i) => i);
  const rootOf = (i: number): number => {
    let root = i;
    for (let up = parent[root]; up !== undefined && up !== root; up = parent[root]) root = up;
    return root;
  };
  const firstUser = new Map<Node, number>();
  for (const [i, node] of nodes.entries()) {
    for (const part of reachable([node])) {
      if (part.cost < WORTHWHILE && !part.counts) continue;
      const other = firstUser.get(part);
      if (other === undefined) firstUser.set(part, i);
      else parent[Math.max(rootOf(other), rootOf(i))] = Math.min(rootOf(other), rootOf(i));
    }
  }
  const groups = new Map<number, (readonly [number, Node])[]>();
  for (const [i, node] of nodes.entries()) {
    const root = rootOf(i);
    const group = groups.get(root);
    if (group === undefined) groups.set(root, [[i, node]]);
    else group.push([i, node]);
  }
  return [...groups.values()].flatMap(cut);
}

/** Groups together, as long as a function of them is not too long. */
export function joined(groups: readonly Chunk[]): readonly Chunk[] {
  const chunks: Chunk[] = [];
  let last = 0;
  for (const group of groups) {
    const size = sizeOf(group);
    const previous = chunks.at(-1);
    if (previous !== undefined && last + size <= LIMIT) {
      chunks.splice(-1, 1, [...previous, ...group]);
      last += size;
    } else {
      chunks.push(group);
      last = size;
    }
  }
  return chunks.length === 0 ? [[]] : chunks;
}

function cut(group: Chunk): readonly Chunk[] {
  const chunks: Chunk[] = [];
  let current: (readonly [number, Node])[] = [];
  let seen = new Set<Node>();
  for (const output of group) {
    for (const part of reachable([output[1]])) seen.add(part);
    current.push(output);
    if (seen.size < LIMIT) continue;
    chunks.push(current);
    current = [];
    seen = new Set();
  }
  return current.length === 0 ? chunks : [...chunks, current];
}

const sizeOf = (chunk: Chunk): number => reachable(chunk.map(([, node]) => node)).size;

/** All nodes that some are made of, themselves among them. */
export function reachable(roots: readonly Node[]): ReadonlySet<Node> {
  const seen = new Set<Node>();
  const open = [...roots];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    open.push(...partsOf(node));
  }
  return seen;
}
