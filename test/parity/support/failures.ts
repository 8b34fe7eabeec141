import type { ProgramEntry, Row } from "@pinion/core";
import { groupsOf } from "../../../packages/compiler/src/emit/chunks.js";
import { partsOf, type Node } from "../../../packages/compiler/src/emit/graph/node.js";
import type { ProgramSpec } from "../../../packages/compiler/src/emit/program.js";
import { evaluateRow } from "./reference.js";

/** How often each reason was counted for each set of features. */
export type Failures = ReadonlyMap<string, number>;

/** What evaluating a program plainly counts. */
export function expectedFailures(program: ProgramSpec, rows: readonly Row[]): Failures {
  const counts = new Map<string, number>();
  for (const chunk of groupsOf(program)) {
    const owners = ownersIn(program, chunk);
    const outputs = chunk.map(([, node]) => node);
    for (const row of rows) {
      evaluateRow(outputs, row, (node, reason) => add(counts, reason, [...(owners.get(node) ?? [])], 1));
    }
  }
  return counts;
}

/** What an emitted program counted. */
export function countedFailures({ failures }: ProgramEntry, counts: Float64Array): Failures {
  const found = new Map<string, number>();
  for (const [i, { reason, features }] of failures.entries()) {
    const count = counts[i] ?? 0;
    if (count > 0) add(found, reason, features, count);
  }
  return found;
}

export const showFailures = (failures: Failures): string =>
  Array.from(failures, ([key, count]) => `${count} × ${key}`)
    .toSorted()
    .join("; ");

function add(counts: Map<string, number>, reason: string, features: readonly string[], count: number): void {
  const key = `${reason}: ${features.toSorted().join(" ")}`;
  counts.set(key, (counts.get(key) ?? 0) + count);
}

/** The features that each node is a part of. */
function ownersIn(
  program: ProgramSpec,
  chunk: ReturnType<typeof groupsOf>[number],
): ReadonlyMap<Node, ReadonlySet<string>> {
  const owners = new Map<Node, Set<string>>();
  for (const [index, root] of chunk) {
    const seen = new Set<Node>();
    const open = [root];
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      if (seen.has(node)) continue;
      seen.add(node);
      open.push(...partsOf(node));
      const known = owners.get(node) ?? new Set();
      for (const feature of program.outputs[index]?.features ?? []) known.add(feature);
      owners.set(node, known);
    }
  }
  return owners;
}
