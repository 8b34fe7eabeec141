import { certainParts, isLazy, partsOf, type Node } from "./node.js";

/**
 * A stretch of code that runs once wherever it is entered: the whole program, or a part that is evaluated
 * only sometimes (`then`, the right side of AND) or many times (a lambda's body).
 */
export interface Region {
  readonly parent: Region | null;
  readonly depth: number;
  /** How many lambdas are around it, its own counted. */
  readonly lambdas: number;
  readonly roots: readonly Node[];
}

/**
 * Where the value of a node is computed. `inline`: where it is used. `eager`: once, in its region, before
 * the first use. `lazy`: in its region is noted whether it has been computed; the first use to be
 * reached computes it.
 */
interface Placement {
  readonly how: "inline" | "eager" | "lazy";
  readonly region: Region;
  /** The regions of lazy parts, by part. */
  readonly inner: ReadonlyMap<number, Region>;
  /** Of `lazy`: the code that computes it. */
  readonly own: Region;
}

export interface Placements {
  readonly root: Region;
  readonly of: (node: Node) => Placement;
}

/** Work that is rather done for nothing than kept track of. */
const CHEAP = 3;

/**
 * Decides for every node. A value is computed once and, where that might count a failure that the
 * expression as written would not meet, exactly when it is needed.
 */
export function place(outputs: readonly Node[]): Placements {
  const root: Region = { parent: null, depth: 0, lambdas: 0, roots: outputs };
  const nodes = reachable(outputs);
  const uses = new Map<Node, Region[]>();
  const placements = new Map<Node, Placement>();
  const certain = new Map<Region, ReadonlySet<Node>>();
  const use = (node: Node, region: Region): void => {
    const known = uses.get(node);
    if (known === undefined) uses.set(node, [region]);
    else known.push(region);
  };
  for (const output of outputs) use(output, root);
  for (const node of nodes) {
    const all = uses.get(node) ?? [];
    const { region, lifted } = meetingPlace(node, all);
    const how = decide(node, all, region, lifted, certain);
    const own = how === "lazy" ? child(region, [node], 0) : region;
    const inner = new Map<number, Region>();
    for (const [i, part] of partsOf(node).entries()) {
      if (!isLazy(node, i)) {
        use(part, own);
        continue;
      }
      const lambda = node.kind === "call" && node.args[i]?.kind === "lambda";
      const entered = child(own, [part], lambda ? 1 : 0);
      inner.set(i, entered);
      use(part, entered);
    }
    placements.set(node, { how, region, inner, own });
  }
  return {
    root,
    of(node) {
      const placement = placements.get(node);
      if (placement === undefined) throw new Error("a node without a place");
      return placement;
    },
  };
}

const child = (parent: Region, roots: readonly Node[], lambdas: number): Region => ({
  parent,
  depth: parent.depth + 1,
  lambdas: parent.lambdas + lambdas,
  roots,
});

/** All nodes, users before what they use. */
function reachable(outputs: readonly Node[]): readonly Node[] {
  const seen = new Set<Node>();
  const open = [...outputs];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    open.push(...partsOf(node));
  }
  return [...seen].sort((a, b) => b.id - a.id);
}

/** The innermost region that all uses are in, outside of lambdas that the node does not depend on. */
function meetingPlace(node: Node, uses: readonly Region[]): { region: Region; lifted: boolean } {
  const [first, ...rest] = uses;
  if (first === undefined) throw new Error("a node that is not used");
  let region = rest.reduce(meet, first);
  let lifted = false;
  while (region.lambdas > node.level && region.parent !== null) {
    if (region.parent.lambdas < region.lambdas) lifted = true;
    region = region.parent;
  }
  return { region, lifted };
}

function meet(a: Region, b: Region): Region {
  let left = a;
  let right = b;
  while (left !== right) {
    if (left.depth < right.depth) [left, right] = [right, left];
    if (left.parent === null) throw new Error("regions of two programs");
    left = left.parent;
  }
  return left;
}

function decide(
  node: Node,
  uses: readonly Region[],
  region: Region,
  lifted: boolean,
  certain: Map<Region, ReadonlySet<Node>>,
): Placement["how"] {
  if (uses.length === 1 && !lifted) return "inline";
  // Different lambdas over the same array have their parameter in common, but not its values.
  if (region.lambdas < node.level) return "inline";
  if (node.cost <= (lifted ? 0 : 1) && !node.counts) return "inline";
  let known = certain.get(region);
  if (known === undefined) {
    known = certainFrom(region.roots);
    certain.set(region, known);
  }
  if (known.has(node)) return "eager";
  if (node.counts) return "lazy";
  return node.cost <= CHEAP || uses.includes(region) ? "eager" : "lazy";
}

/** Every node that is evaluated whenever these are. */
function certainFrom(roots: readonly Node[]): ReadonlySet<Node> {
  const seen = new Set<Node>();
  const open = [...roots];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    open.push(...certainParts(node));
  }
  return seen;
}
