import { PinionError } from "@pinion/core";
import { openClient, type Deletion } from "@pinion/runtime";
import { print, printDocument } from "../output.js";
import { fromHere } from "../store-address.js";

export interface DeleteArguments {
  readonly project: string;
  readonly json?: true;
  readonly features?: readonly string[];
  readonly group?: string;
  readonly all?: true;
  readonly store?: string;
}

/** `pinion delete TABLE [KEY…]`. */
export async function remove(
  table: string,
  keys: readonly string[],
  options: DeleteArguments,
): Promise<void> {
  const deletion = deletionOf(table, keys, options);
  const { project, json, store } = options;
  const client = await openClient({ project, ...(store === undefined ? {} : { store: fromHere(store) }) });
  try {
    const { rows } = await client.delete(deletion);
    if (json === true) printDocument({ table, ...(rows === undefined ? {} : { rows }) });
    else print(rows === undefined ? `table ${table} is removed` : `${rows} rows changed or removed`);
  } finally {
    await client.close();
  }
}

/** Exactly one way to say what: a forgotten argument must not remove more. */
function deletionOf(
  table: string,
  keys: readonly string[],
  { features, group, all }: DeleteArguments,
): Deletion {
  const ways = [keys.length > 0, group !== undefined, all === true].filter(Boolean).length;
  if (ways !== 1 || (features !== undefined && keys.length === 0)) {
    throw new PinionError("PN8003", "say what is to be removed, in one way", {
      help: "name keys (and `--features` of them), or `--group <id>`, or `--all` for the whole table",
    });
  }
  if (all === true) return { table, all };
  if (group !== undefined) return { table, group };
  return { table, keys, ...(features === undefined ? {} : { features }) };
}
