import { createInterner } from "./graph/intern.js";
import { partsOf, type Node } from "./graph/node.js";
import type { ProgramSpec } from "./program.js";

/** Outputs that one function computes, sharing what is common among them. */
export type Chunk = readonly (readonly [output: number, node: Node])[];

/**
 * The size above which another function is begun: engines give up on optimising functions that are too
 * long, and on inlining into them long before.
 */
const LIMIT = 400;

export function chunksOf(program: ProgramSpec): readonly Chunk[] {
  const columns = new Map(program.inputs.map((input, i) => [input.name, i]));
  const chunks: Chunk[] = [];
  let current: (readonly [number, Node])[] = [];
  let interner = createInterner(columns);
  let size = 0;
  for (const [i, { expr }] of program.outputs.entries()) {
    const node = interner.intern(expr, i);
    size += sizeOf(node);
    current.push([i, node]);
    if (size < LIMIT) continue;
    chunks.push(current);
    current = [];
    interner = createInterner(columns);
    size = 0;
  }
  if (current.length > 0 || chunks.length === 0) chunks.push(current);
  return chunks;
}

function sizeOf(node: Node): number {
  const seen = new Set<Node>();
  const open = [node];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    open.push(...partsOf(next));
  }
  return seen.size;
}
