import { makeKey } from "@pinion/runtime/http";

export interface Callers {
  /** What the file of keys has of them. */
  readonly entries: readonly unknown[];
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
  return {
    entries: made.map(({ entry }) => entry),
    keys: new Map(made.map(({ name, key }) => [name, key])),
  };
}
