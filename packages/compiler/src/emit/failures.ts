import { reachable, type Chunk } from "./chunks.js";
import type { Node } from "./graph/node.js";
import type { ProgramSpec } from "./program.js";

interface FailureEntry {
  readonly reason: string;
  readonly features: readonly string[];
}

/** Numbers what a program counts: one slot for each reason and set of features. */
export interface Failures {
  readonly entries: readonly FailureEntry[];
  /** The slot of a part of an output. */
  readonly slot: (output: number, node: Node, reason: string) => number;
}

/** A part belongs to the features of all outputs of the group that have it. */
export function createFailures(program: ProgramSpec, groups: readonly Chunk[]): Failures {
  const entries: FailureEntry[] = [];
  const slots = new Map<string, number>();
  const owners = new Map<number, Map<Node, Set<string>>>();
  for (const group of groups) {
    const byNode = new Map<Node, Set<string>>();
    for (const [index, node] of group) {
      owners.set(index, byNode);
      for (const part of reachable([node])) {
        if (!part.counts) continue;
        const known = byNode.get(part) ?? new Set();
        for (const feature of program.outputs[index]?.features ?? []) known.add(feature);
        byNode.set(part, known);
      }
    }
  }
  return {
    entries,
    slot(output, node, reason) {
      const features = [...(owners.get(output)?.get(node) ?? [])].sort();
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
