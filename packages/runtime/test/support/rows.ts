import type { Int64, Value } from "@pinion/core";
import type { OnlineStore } from "../../src/ports.js";

export interface FoundRow {
  /** Of the oldest value. */
  readonly asOf: Int64 | undefined;
  readonly values: readonly (Value | undefined)[];
}

/** What a table holds of each key, nothing where it holds none of the names. */
export async function rowsOf(
  store: OnlineStore,
  table: string,
  keys: readonly string[],
  names: readonly string[],
): Promise<readonly (readonly FoundRow[])[]> {
  const [found = []] = await store.lookup([{ table, keys, names }]);
  return found.map(({ values, asOf }) => {
    if (values.every((value) => value === undefined)) return [];
    const [oldest] = asOf.filter((at) => at !== undefined).toSorted((a, b) => (a < b ? -1 : 1));
    return [{ asOf: oldest, values }];
  });
}
