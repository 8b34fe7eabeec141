import type { AggregateEntry } from "../manifest/manifest.js";
import { parseType, type DataType } from "../types/index.js";
import type { Row, Value } from "../values/index.js";
import { grouped } from "./grouped.js";
import type { AggregateAlgebra } from "./record.js";
import { aggregateNamed } from "./registry.js";

/**
 * The algebra of an aggregate of a plan. What `update` takes is what {@link inputOf} gives of a row.
 */
export function algebraOf(entry: AggregateEntry): AggregateAlgebra {
  const argument = entry.argumentType === undefined ? undefined : typeOf(entry.argumentType);
  const type = typeOf(entry.type);
  const { parameters = {}, groupByType, limit } = entry;
  const record = aggregateNamed(entry.op);
  if (groupByType === undefined) return record.algebra({ argument, result: type, parameters });
  if (type.kind !== "map") throw new Error(`${entry.op} by terms gives ${entry.type}`);
  const inner = record.algebra({ argument, result: type.value, parameters });
  return grouped(inner, { argument, term: typeOf(groupByType), value: type.value, limit });
}

/**
 * What a row of the program's outputs gives to an aggregate's `update`: the value of its argument, true of a COUNT of
 * rows; undefined where the filter leaves the row out. Of an aggregate with `groupBy`, the pair of the term and that.
 */
export function inputOf({ argument, filter, groupBy }: AggregateEntry): (outputs: Row) => Value | undefined {
  return (outputs) => {
    if (filter !== undefined && outputs[filter] !== true) return undefined;
    const value = argument === undefined ? true : (outputs[argument] ?? null);
    return groupBy === undefined ? value : [outputs[groupBy] ?? null, value];
  };
}

function typeOf(text: string): DataType {
  const type = parseType(text);
  if (type === undefined) throw new Error(`the manifest has an unknown type ${text}`);
  return type;
}
