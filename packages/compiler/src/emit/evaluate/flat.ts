import { reachable, type Chunk } from "../chunks.js";
import { isLazy, partsOf, type Node } from "../graph/node.js";
import { isInt64 } from "../representation.js";
import { isNumber } from "./bulk.js";

/**
 * Whether all of a group may be computed in every row, NULL or not, needed or not: numbers alone, and nothing that is
 * counted where it is not needed.
 */
export function isFlat(group: Chunk): boolean {
  return [...reachable(group.map(([, node]) => node))].every(
    (node) => isPlain(node) && partsOf(node).every((part, i) => !isLazy(node, i) || !part.counts),
  );
}

function isPlain(node: Node): boolean {
  switch (node.kind) {
    case "literal":
      return node.value !== null && (isNumber(node.type) || isInt64(node.type));
    case "column":
      return isNumber(node.type) || isInt64(node.type);
    case "variable":
      return false;
    case "call":
      return isNumber(node.type) && node.impl.nulls === "strict" && node.impl.fails !== true;
    case "in":
      return !node.hasNull;
    default:
      return isNumber(node.type);
  }
}
