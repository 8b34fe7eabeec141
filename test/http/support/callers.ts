import { makeKey, readKeys } from "@pinion/runtime/http";

export interface Callers {
  /** What the file of keys has of them. */
  readonly entries: readonly unknown[];
  /** That file, as a server is given it. */
  readonly known: ReturnType<typeof readKeys>;
  /** The key of each, by its name. */
  readonly keys: ReadonlyMap<string, string>;
}

/** A key for each caller. */
export async function madeCallers(
  callers: Readonly<Record<string, Parameters<typeof makeKey>[1]>>,
): Promise<Callers> {
  const made = await Promise.all(
    Object.entries(callers).map(async ([name, options]) => ({ name, ...(await makeKey(name, options)) })),
  );
  const entries = made.map(({ entry }) => entry);
  return {
    entries,
    known: readKeys(JSON.stringify({ keys: entries }), "keys"),
    keys: new Map(made.map(({ name, key }) => [name, key])),
  };
}
