import { showType, type OutputEntry, type ProgramEntry } from "@pinion/core";
import { groupsOf, reachable } from "./chunks.js";
import { print, type Placed } from "./code/index.js";
import { emitKernel } from "./evaluate/kernel.js";
import { createModule, type Part } from "./evaluate/module.js";
import { emitRow } from "./evaluate/row.js";
import { createSlots } from "./failures.js";
import type { Interner } from "./graph/intern.js";
import type { Node } from "./graph/node.js";
import type { InputSpec, OutputSpec, ProgramSpec } from "./program.js";
import { duckdbSql, whyNotDuckdb } from "./sql/duckdb.js";
import { createUnits, type KnownUnits } from "./units.js";

export interface Emitted {
  readonly text: string;
  /** Which of it comes from where, in order. */
  readonly segments: readonly Placed[];
  /** In the order of the programs. */
  readonly entries: readonly ProgramEntry[];
  /** What it takes from the function library, sorted. */
  readonly imports: readonly string[];
  /** How many lines the imports take, at its top. */
  readonly head: number;
}

/** What a process that emits again and again keeps. */
export interface EmitMemory {
  readonly interner: (columns: readonly InputSpec[]) => Interner;
  readonly units: KnownUnits;
}

/** The evaluators of all programs as one module, which takes the function library from `std`. */
export function emit(
  programs: readonly ProgramSpec[],
  std = "@pinion/core/std",
  memory?: EmitMemory,
): Emitted {
  const module = createModule();
  memory?.units.begin();
  const entries = programs.map((program): ProgramEntry => {
    const groups = groupsOf(program, memory?.interner(program.inputs));
    const slots = createSlots();
    const units = createUnits({ module, slots, program }, memory?.units);
    emitRow(units, program, groups);
    if (program.kernel) emitKernel(units, program, groups);
    const nodes = new Map(groups.flat());
    return {
      id: program.id,
      inputs: program.inputs.map(({ name, type, nullable }) => ({ name, type: showType(type), nullable })),
      outputs: program.outputs.map((output, i) => outputEntry(output, nodes.get(i), program.kernel)),
      failures: slots.entries,
    };
  });
  const { imports, head, parts } = module.finish(std);
  return { ...joined([print(head), ...parts]), entries, imports, head: head.length };
}

/** Parts one below the other, with the places that their code comes from. */
function joined(parts: readonly Part[]): { readonly text: string; readonly segments: readonly Placed[] } {
  const segments: Placed[] = [];
  let above = 0;
  for (const { text, segments: own, program } of parts) {
    for (const { line, column, origin } of own) {
      const place = origin === null ? undefined : program?.outputs[origin.output]?.locate?.(origin.span);
      segments.push({ line: above + line, column, place: place ?? null });
    }
    for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", end + 1)) above++;
  }
  return { text: parts.map(({ text }) => text).join(""), segments };
}

function outputEntry(output: OutputSpec, node: Node | undefined, kernel: boolean): OutputEntry {
  if (node === undefined) throw new Error("an output without a node");
  const known = entriesOf.get(node);
  if (known?.kernel === kernel) return known.entry;
  const entry = entryOf(output, node, kernel);
  entriesOf.set(node, { kernel, entry });
  return entry;
}

/** What was described once, for compilers that keep their nodes. */
const entriesOf = new WeakMap<Node, { readonly kernel: boolean; readonly entry: OutputEntry }>();

function entryOf(output: OutputSpec, node: Node, kernel: boolean): OutputEntry {
  const columns = [...reachable([node])].filter((part) => part.kind === "column");
  const duckdb = duckdbSql(node);
  return {
    type: showType(output.expr.type),
    nullable: output.expr.nullable,
    inputs: [...new Set(columns.map((column) => column.index))].sort((a, b) => a - b),
    ...(duckdb === undefined ? (kernel ? { javascript: whyNotDuckdb(node) } : {}) : { duckdb }),
  };
}
