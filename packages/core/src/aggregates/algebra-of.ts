import type { AggregateEntry } from "../manifest/manifest.js";
import { parseType, type DataType } from "../types/index.js";
import type { Row, Value } from "../values/index.js";
import type { AggregateAlgebra } from "./record.js";
import { aggregateNamed } from "./registry.js";

/**
 * The algebra of an aggregate of a plan. What `update` takes is what {@link inputOf} gives of a row.
 */
export function algebraOf(entry: AggregateEntry): AggregateAlgebra {
  const argument = entry.argumentType === undefined ? undefined : typeOf(entry.argumentType);
  return aggregateNamed(entry.op).algebra({
    argument,
    result: typeOf(entry.type),
    parameters: entry.parameters ?? {},
  });
}

/**
 * What a row of the program's outputs gives to an aggregate's `update`: the value of its argument, true of a COUNT of
 * rows; undefined where the filter leaves the row out.
 */
export function inputOf({ argument, filter }: AggregateEntry): (outputs: Row) => Value | undefined {
  return (outputs) => {
    if (filter !== undefined && outputs[filter] !== true) return undefined;
    return argument === undefined ? true : (outputs[argument] ?? null);
  };
}

function typeOf(text: string): DataType {
  const type = parseType(text);
  if (type === undefined) throw new Error(`the manifest has an unknown type ${text}`);
  return type;
}
