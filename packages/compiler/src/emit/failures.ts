import { reachable, type Chunk } from "./chunks.js";
import type { Node } from "./graph/node.js";
import type { ProgramSpec } from "./program.js";

interface FailureEntry {
  readonly reason: string;
  readonly features: readonly string[];
}

/** Numbers what a program counts: one slot for each reason and set of features. */
export interface Slots {
  readonly entries: readonly FailureEntry[];
  readonly of: (reason: string, features: readonly string[]) => number;
}

export function createSlots(): Slots {
  const entries: FailureEntry[] = [];
  const slots = new Map<string, number>();
  return {
    entries,
    of(reason, features) {
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

/** Where the failures of some outputs are counted. */
export interface Failures {
  readonly slot: (node: Node, reason: string) => number;
}

/** A part belongs to the features of all outputs that have it. */
export function failuresOf(program: ProgramSpec, chunk: Chunk, slots: Slots["of"]): Failures {
  const owners = new Map<Node, Set<string>>();
  for (const [index, node] of chunk) {
    if (!node.counts) continue;
    for (const part of reachable([node])) {
      if (!part.counts) continue;
      const known = owners.get(part) ?? new Set();
      for (const feature of program.outputs[index]?.features ?? []) known.add(feature);
      owners.set(part, known);
    }
  }
  return { slot: (node, reason) => slots(reason, [...(owners.get(node) ?? [])].sort()) };
}
