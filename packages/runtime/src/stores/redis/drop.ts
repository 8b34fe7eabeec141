import { showPlace } from "../decoders.js";
import { metaFromJson, metaToJson, type TableMeta } from "../table-meta.js";
import { eachKey } from "./each-key.js";
import type { DeleteParts } from "./delete.js";
import { feathrDrop } from "./feathr-delete.js";
import { JOB, META, rowPattern, TABLES } from "./keys.js";
import { removeKeys } from "./remove.js";
import { DROP_META, SWAP_META } from "./scripts.js";

/**
 * Removes a table, or what is left of one whose removal was broken off; false where there is none. Its meta says first that it is
 * being dropped, so that nobody sees it, and goes last, so that whoever is asked to remove or to write it next finishes.
 */
export async function redisDrop(parts: DeleteParts, table: string): Promise<boolean> {
  const { client, run, metas } = parts;
  const key = META + table;
  const marked = await mark(parts, table);
  metas.forget(table);
  // A table of which the name alone is left: a version without marks was broken off.
  if (marked === undefined && (await run(() => client.sismember(TABLES, table), { key: TABLES })) === 0) {
    return false;
  }
  const text = marked?.text ?? null;
  if (marked?.meta.layout === "feathr") await feathrDrop(client, run, table, marked.meta);
  for (const pattern of [rowPattern(table), `${JOB}${table}:*`]) {
    await eachKey(client, run, pattern, async (keys) => {
      // Another may have finished it meanwhile, and rows of a new table be there.
      if ((await run(() => client.get(key), { key })) === text) await run(() => removeKeys(client, keys));
    });
  }
  if ((await run(() => client.get(key), { key })) === text) {
    await run(() => client.srem(TABLES, table), { key: TABLES });
  }
  if (text !== null) await run(() => client.eval(DROP_META, 1, key, text), { key });
  metas.forget(table);
  return true;
}

/** Has the meta say that the table is being dropped, as it may do already; undefined where there is none. */
async function mark(
  { client, run, label }: DeleteParts,
  table: string,
): Promise<{ readonly text: string; readonly meta: TableMeta } | undefined> {
  const key = META + table;
  for (;;) {
    const before = await run(() => client.get(key), { key });
    if (before === null) return undefined;
    const meta = metaFromJson(before, showPlace({ table, store: label }));
    if (meta.dropping === true) return { text: before, meta };
    const text = metaToJson({ ...meta, dropping: true });
    if ((await run(() => client.eval(SWAP_META, 1, key, before, text), { key })) === 1) return { text, meta };
  }
}
