import type { Chunk } from "../chunks.js";
import type { ColumnNode, Node } from "../graph/node.js";

interface Knowledge {
  readonly canBeNull: (node: ColumnNode) => boolean;
  /** Whether a call that fails makes the outputs NULL that it is a part of. */
  readonly fails: (node: Node) => boolean;
}

/**
 * The columns of which any NULL makes an output NULL, where the outputs of a group, which are never NULL otherwise,
 * are so. Undefined where they are not, or where a failure would be counted in rows that lack something.
 */
export function strictOutputs(
  group: Chunk,
  knowledge: Knowledge,
  all: number,
): ReadonlyMap<number, readonly ColumnNode[]> | undefined {
  const outputs = new Map<number, readonly ColumnNode[]>();
  for (const [output, node] of group) {
    const found = new Set<ColumnNode>();
    const met: number[] = [];
    if (!collect(node, knowledge, found, met, new Set())) return undefined;
    // A failure counts where all before it is there; it is looked for where all is.
    if (met.some((count) => count !== all)) return undefined;
    outputs.set(output, [...found]);
  }
  return outputs;
}

/** Notes the columns in the order in which they are met, and how many were met before each failure. */
function collect(
  node: Node,
  knowledge: Knowledge,
  found: Set<ColumnNode>,
  met: number[],
  done: Set<Node>,
): boolean {
  if (done.has(node)) return true;
  done.add(node);
  switch (node.kind) {
    case "literal":
      return node.value !== null;
    case "column":
      if (knowledge.canBeNull(node)) found.add(node);
      return true;
    case "call": {
      if (node.impl.nulls === "aware") return false;
      if (!node.args.every((arg) => arg.kind !== "lambda" && collect(arg, knowledge, found, met, done)))
        return false;
      if (node.impl.fails === undefined) return true;
      met.push(found.size);
      return knowledge.fails(node);
    }
    case "in":
      return !node.hasNull && collect(node.args[0], knowledge, found, met, done);
    case "and":
    case "or": {
      // Both sides are NULL in the same rows.
      const sides = node.args.map((side) => {
        const own = new Set<ColumnNode>();
        return collect(side, knowledge, own, met, new Set()) && !side.counts ? own : undefined;
      });
      const [left, right] = sides;
      if (left === undefined || right === undefined || left.size !== right.size) return false;
      for (const column of left) {
        if (!right.has(column)) return false;
        found.add(column);
      }
      return true;
    }
    default:
      return false;
  }
}
