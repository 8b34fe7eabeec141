import { showType, type OutputEntry, type ProgramEntry } from "@pinion/core";
import { groupsOf, reachable } from "./chunks.js";
import { print, type Printed } from "./code/index.js";
import { emitKernel } from "./evaluate/kernel.js";
import { createModule } from "./evaluate/module.js";
import { emitRow } from "./evaluate/row.js";
import { createFailures } from "./failures.js";
import type { Node } from "./graph/node.js";
import type { OutputSpec, ProgramSpec } from "./program.js";
import { duckdbSql, whyNotDuckdb } from "./sql/duckdb.js";

export interface Emitted extends Printed {
  /** In the order of the programs. */
  readonly entries: readonly ProgramEntry[];
  /** What it takes from the function library, sorted. */
  readonly imports: readonly string[];
  /** How many lines the imports take, at its top. */
  readonly head: number;
}

/** The evaluators of all programs as one module, which takes the function library from `std`. */
export function emit(programs: readonly ProgramSpec[], std = "@pinion/core/std"): Emitted {
  const module = createModule();
  const entries = programs.map((program): ProgramEntry => {
    const groups = groupsOf(program);
    const failures = createFailures(program, groups);
    emitRow(module, program, groups, failures);
    if (program.kernel) emitKernel(module, program, groups, failures);
    const nodes = new Map(groups.flat());
    return {
      id: program.id,
      inputs: program.inputs.map(({ name, type, nullable }) => ({ name, type: showType(type), nullable })),
      outputs: program.outputs.map((output, i) => outputEntry(output, nodes.get(i), program.kernel)),
      failures: failures.entries,
    };
  });
  const { imports, head, body } = module.finish(std);
  return { ...print([...head, ...body]), entries, imports, head: head.length };
}

function outputEntry(output: OutputSpec, node: Node | undefined, kernel: boolean): OutputEntry {
  if (node === undefined) throw new Error("an output without a node");
  const columns = [...reachable([node])].filter((part) => part.kind === "column");
  const duckdb = duckdbSql(node);
  return {
    type: showType(output.expr.type),
    nullable: output.expr.nullable,
    inputs: [...new Set(columns.map((column) => column.index))].sort((a, b) => a - b),
    ...(duckdb === undefined ? (kernel ? { javascript: whyNotDuckdb(node) } : {}) : { duckdb }),
  };
}
