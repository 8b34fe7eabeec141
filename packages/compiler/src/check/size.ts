import { partsOf, type TypedExpr, type TypedLambda } from "@pinion/core";

export interface TreeSize {
  /**
   * Nodes, shared parts counted each time they stand in the tree. Rewrites repeat their arguments (`nullif`,
   * BETWEEN, `CASE x WHEN`), so nesting them makes trees far larger than their text.
   */
  readonly nodes: number;
  /** Nodes on the longest way to a leaf, as deep as code for them nests: see {@link nesting}. */
  readonly height: number;
}

/** Sizes of nodes met before: what is shared in a tree is measured once. */
const sizes = new WeakMap<TypedExpr | TypedLambda, TreeSize>();

/** Without recursion, since it is what finds trees that are too high for that. */
export function treeSize(root: TypedExpr | TypedLambda): TreeSize {
  const open = [root];
  for (let node = open.at(-1); node !== undefined; node = open.at(-1)) {
    const parts = partsOf(node);
    const unknown = parts.filter((part) => !sizes.has(part));
    if (unknown.length > 0) {
      for (const part of unknown) open.push(part);
      continue;
    }
    open.pop();
    let [nodes, height] = [1, 1];
    for (const [i, part] of parts.entries()) {
      const size = sizes.get(part);
      if (size === undefined) throw new Error("a part was not measured");
      nodes += size.nodes;
      height = Math.max(height, size.height + nesting(node, i));
    }
    sizes.set(node, { nodes, height });
  }
  const size = sizes.get(root);
  if (size === undefined) throw new Error("a tree was not measured");
  return size;
}

/** How deep code for a part lies in that of the whole: the choices of a COALESCE within one another. */
function nesting(node: TypedExpr | TypedLambda, part: number): number {
  if (node.kind === "if") return 2;
  return node.kind === "coalesce" ? part + 1 : 1;
}
