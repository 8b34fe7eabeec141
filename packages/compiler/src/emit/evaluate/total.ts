import type { DataType } from "@pinion/core";
import type { Chunk } from "../chunks.js";
import type { CallNode, ColumnNode, Node } from "../graph/node.js";
import type { ProgramSpec } from "../program.js";
import { formOf } from "./form.js";

/**
 * An output that may be computed for all rows alike, NULL or not, since nothing in it minds what stands in
 * the slots of NULLs: arithmetic and comparisons of numbers. It is NULL where any column is that it reads.
 */
export interface TotalOutput {
  readonly output: number;
  /** The columns that can be NULL. */
  readonly columns: readonly ColumnNode[];
}

/** Describes the outputs of a group, where all of them can be computed so. */
export function totalOutputs(program: ProgramSpec, group: Chunk): readonly TotalOutput[] | undefined {
  const outputs: TotalOutput[] = [];
  for (const [output, node] of group) {
    const nullable = new Set<ColumnNode>();
    const failures: number[] = [];
    if (!isTotal(program, node, nullable, failures)) return undefined;
    // A failure counts where all before it is there; here it would where all is.
    if (failures.length > 1 || (failures[0] ?? nullable.size) !== nullable.size) return undefined;
    if (failures.length > 0 && group.length > 1) return undefined;
    outputs.push({ output, columns: [...nullable] });
  }
  return outputs;
}

/** Notes the columns in the order in which they are met, and how many were met before each failure. */
function isTotal(program: ProgramSpec, node: Node, nullable: Set<ColumnNode>, failures: number[]): boolean {
  if (!isNumber(node.type)) return false;
  switch (node.kind) {
    case "literal":
      return node.value !== null;
    case "column":
      if (program.inputs[node.index]?.nullable !== false) nullable.add(node);
      return true;
    case "call": {
      const all = node.args.every(
        (arg) => arg.kind !== "lambda" && isTotal(program, arg, nullable, failures),
      );
      if (!all || !isExpression(node)) return false;
      if (node.impl.fails !== undefined) failures.push(nullable.size);
      return true;
    }
    default:
      return false;
  }
}

/** A strict call that is written as an expression; one that fails says by a test where it does. */
function isExpression({ impl }: CallNode): boolean {
  const form = formOf(impl);
  if (impl.nulls !== "strict" || form === undefined) return false;
  return impl.fails === undefined || (typeof impl.fails === "string" && form.fails !== undefined);
}

/** Types whose columns are typed arrays: whatever stands in a slot is a number. */
function isNumber(type: DataType): boolean {
  switch (type.kind) {
    case "boolean":
    case "tinyint":
    case "smallint":
    case "int":
    case "date":
    case "float":
    case "double":
      return true;
    default:
      return false;
  }
}
