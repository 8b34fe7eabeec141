import type { DataType } from "@pinion/core";
import type { Type } from "./type.js";

/** What may be said of any type. */
export interface TypeOptions<N extends boolean> {
  /** False where the data never hold NULL; a row that does is rejected. True by default. */
  readonly nullable?: N;
  readonly description?: string;
}

export function makeType<D extends DataType, N extends boolean>(
  type: D,
  options: TypeOptions<N>,
  format?: string,
): Type<D, N> {
  const { nullable = true as N, description } = options;
  return Object.freeze({
    type,
    nullable,
    ...(format === undefined ? {} : { format }),
    ...(description === undefined ? {} : { description }),
  });
}

/** Whether something is what `t` makes, whichever copy of this package made it. */
export function isType(x: unknown): x is Type {
  if (typeof x !== "object" || x === null || !("type" in x)) return false;
  const { type } = x;
  return typeof type === "object" && type !== null && "kind" in type && typeof type.kind === "string";
}
