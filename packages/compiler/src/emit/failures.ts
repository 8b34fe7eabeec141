import { partsOf, type Node } from "./graph/node.js";
import type { ProgramSpec } from "./program.js";

export interface FailureEntry {
  readonly reason: string;
  readonly features: readonly string[];
}

/** Numbers what a program counts: one slot for each reason and set of features. */
export interface Failures {
  readonly entries: readonly FailureEntry[];
  readonly slot: (node: Node, reason: string) => number;
  /** Notes which features the parts of these outputs belong to. */
  readonly own: (outputs: readonly (readonly [index: number, node: Node])[]) => void;
}

export function createFailures(program: ProgramSpec): Failures {
  const entries: FailureEntry[] = [];
  const slots = new Map<string, number>();
  const owners = new Map<Node, Set<string>>();
  return {
    entries,
    own(outputs) {
      for (const [index, node] of outputs) {
        const features = program.outputs[index]?.features ?? [];
        for (const part of countingParts(node)) {
          const known = owners.get(part) ?? new Set();
          for (const feature of features) known.add(feature);
          owners.set(part, known);
        }
      }
    },
    slot(node, reason) {
      const features = [...(owners.get(node) ?? [])].sort();
      const key = JSON.stringify([reason, features]);
      let slot = slots.get(key);
      if (slot === undefined) {
        slot = entries.length;
        slots.set(key, slot);
        entries.push({ reason, features });
      }
      return slot;
    },
  };
}

function countingParts(root: Node): ReadonlySet<Node> {
  const seen = new Set<Node>();
  const open = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (!node.counts || seen.has(node)) continue;
    seen.add(node);
    open.push(...partsOf(node));
  }
  return seen;
}
