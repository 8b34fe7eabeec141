import type { DataType } from "@pinion/core";
import { reachable, type Chunk } from "../chunks.js";
import { partsOf, type CallNode, type ColumnNode, type Node } from "../graph/node.js";
import type { ProgramSpec } from "../program.js";
import { isInt64 } from "../representation.js";
import { isUserFunction } from "../user-functions.js";
import { formOf } from "./form.js";
import { strictOutputs } from "./strict.js";

/**
 * How a group of outputs is computed in bulk: for all rows alike, NULL or not, in a loop that looks at no validity.
 * That of the outputs is made of that of columns by the byte.
 */
export interface Bulk {
  /** By output, the columns of which any NULL makes it NULL. */
  readonly columns: ReadonlyMap<number, readonly ColumnNode[]>;
  /** Calls whose failure makes these outputs NULL; what is computed on is thrown away. */
  readonly failing: ReadonlyMap<Node, readonly number[]>;
}

/** Undefined where something minds what stands in the slots of NULLs, or makes other NULLs or none of them. */
export function bulkOf(program: ProgramSpec, group: Chunk): Bulk | undefined {
  const nodes = [...reachable(group.map(([, node]) => node))];
  const canBeNull = (node: ColumnNode): boolean => program.inputs[node.index]?.nullable !== false;
  if (!nodes.every((node) => isHarmless(node, canBeNull))) return undefined;
  const failing = failingOf(group);
  const all = nodes.filter((node) => node.kind === "column" && canBeNull(node)).length;
  const columns = strictOutputs(group, { canBeNull, fails: (node) => failing.has(node) }, all);
  return columns === undefined ? undefined : { columns, failing };
}

/** Whether the node may be evaluated of what stands in the slots of NULLs: it neither throws nor grows. */
function isHarmless(node: Node, canBeNull: (node: ColumnNode) => boolean): boolean {
  switch (node.kind) {
    case "column":
      return isScalar(node.type) || node.type.kind === "string" || !canBeNull(node);
    case "variable":
      return false;
    case "call":
      return (
        !isUserFunction(node.impl.name) && node.args.every((arg) => arg.kind !== "lambda") && isSmall(node)
      );
    default:
      return true;
  }
}

/** Whether the result is no longer than what goes in: garbage as a length could come to gigabytes. */
function isSmall({ type, args }: CallNode): boolean {
  if (isScalar(type)) return true;
  return type.kind === "string" && args.every((arg) => arg.kind !== "lambda" && arg.type.kind === "string");
}

const isScalar = (type: DataType): boolean => isNumber(type) || isInt64(type);

/** Types whose values are plain numbers, and BOOLEAN. */
export function isNumber(type: DataType): boolean {
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

/** The calls that fail by a test, between an output and its columns, with nothing but arithmetic around them. */
function failingOf(group: Chunk): ReadonlyMap<Node, readonly number[]> {
  const found = new Map<Node, number[]>();
  const others = new Set<Node>();
  for (const [output, root] of group) {
    const seen = new Set<Node>();
    const done = { exposed: new Set<Node>(), hidden: new Set<Node>() };
    const visit = (node: Node, exposed: boolean): void => {
      const known = exposed ? done.exposed : done.hidden;
      if (!node.counts || known.has(node)) return;
      known.add(node);
      if (countsItself(node)) (exposed && mayGoOn(node, node === root) ? seen : others).add(node);
      const inside =
        exposed && node.kind === "call" && node.impl.nulls === "strict" && formOf(node.impl) !== undefined;
      for (const part of partsOf(node)) visit(part, inside);
    };
    visit(root, true);
    // Of two that fail the first one alone is counted.
    if (seen.size > 1) for (const node of seen) others.add(node);
    for (const node of seen) found.set(node, [...(found.get(node) ?? []), output]);
  }
  for (const node of others) found.delete(node);
  return found;
}

/** Whether it is the call itself whose failures are counted. */
export const countsItself = (node: Node): boolean =>
  node.kind === "call" && typeof node.impl.fails === "string";

/** Whether a failed call may be computed all the same: a test says that it failed, and the rest is arithmetic. */
function mayGoOn(node: Node, isRoot: boolean): boolean {
  if (node.kind !== "call" || node.impl.nulls !== "strict") return false;
  if (formOf(node.impl)?.fails === undefined) return false;
  if (!isRoot && node.type.kind !== "float" && node.type.kind !== "double") return false;
  return isNumber(node.type) && node.args.every((arg) => arg.kind !== "lambda" && isNumber(arg.type));
}
