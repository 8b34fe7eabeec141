import { showType, type ProgramEntry } from "@pinion/core";
import { chunksOf, type Chunk } from "./chunks.js";
import { print, type Printed } from "./code/index.js";
import { emitKernel } from "./evaluate/kernel.js";
import { createModule } from "./evaluate/module.js";
import { emitRow } from "./evaluate/row.js";
import { createFailures } from "./failures.js";
import { partsOf, type Node } from "./graph/node.js";
import type { ProgramSpec } from "./program.js";

export interface Emitted extends Printed {
  /** In the order of the programs. */
  readonly entries: readonly ProgramEntry[];
}

/** The evaluators of all programs as one module, which takes the function library from `std`. */
export function emit(programs: readonly ProgramSpec[], std = "@pinion/core/std"): Emitted {
  const module = createModule();
  const entries = programs.map((program): ProgramEntry => {
    const chunks = chunksOf(program);
    const failures = createFailures(program);
    emitRow(module, program, chunks, failures);
    if (program.kernel) emitKernel(module, program, chunks, failures);
    return {
      id: program.id,
      inputs: program.inputs.map(({ name, type, nullable }) => ({ name, type: showType(type), nullable })),
      outputs: chunks.flat().map(([i, node]) => outputEntry(program, i, node)),
      failures: failures.entries,
    };
  });
  return { ...print(module.finish(std)), entries };
}

function outputEntry(program: ProgramSpec, index: number, node: Node): ProgramEntry["outputs"][number] {
  const output = program.outputs[index];
  if (output === undefined) throw new Error(`no output ${index}`);
  return {
    type: showType(output.expr.type),
    nullable: output.expr.nullable,
    inputs: [...columnsOf(node)].sort((a, b) => a - b),
  };
}

function columnsOf(root: Node): ReadonlySet<number> {
  const columns = new Set<number>();
  const seen = new Set<Node>();
  const open = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    if (node.kind === "column") columns.add(node.index);
    open.push(...partsOf(node));
  }
  return columns;
}

export type { Chunk };
