import type { LookupAggregation, LookupOp } from "../manifest/manifest.js";
import { arrayOf, type DataType } from "../types/index.js";
import type { Value } from "../values/index.js";
import { algebraOf } from "./algebra-of.js";
import { aggregateNamed } from "./registry.js";
import { isKept, KEPT } from "./types.js";

/*
 * What the values that a list of keys finds become: the aggregates of windows, over the order of the list instead of
 * that of time; NULLs count as little there as here.
 */

/** What it takes, for messages. */
export const lookupTakes = (op: LookupOp): string => (op === "union" ? KEPT : aggregateNamed(op).takes);

/** The type of the aggregate's value; undefined where it does not take the expansion. */
export function lookupType(op: LookupOp, expansion: DataType): DataType | undefined {
  if (op !== "union") return aggregateNamed(op).resultType(expansion, {});
  if (!isKept(expansion)) return undefined;
  return expansion.kind === "array" ? expansion : arrayOf(expansion);
}

/** The aggregate of values in the order of their keys. Over none COUNT is 0, any other NULL. */
export function lookupFold({
  op,
  argumentType,
  type,
}: LookupAggregation): (values: readonly Value[]) => Value {
  if (op === "union") return union;
  const { init, update, finish } = algebraOf({ op, group: 0, argument: 0, argumentType, type });
  return (values) => {
    let state = init();
    for (const [i, value] of values.entries()) state = update(state, value, i);
    return finish(state, values.length);
  };
}

/** All values that are not NULL; of vectors all their elements. */
function union(values: readonly Value[]): Value {
  const all = values.flatMap((value) => (value === null ? [] : Array.isArray(value) ? value : [value]));
  return all.length === 0 ? null : (all as readonly Value[]);
}
