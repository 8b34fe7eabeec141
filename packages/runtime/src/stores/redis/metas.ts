import { tableReaders, type GroupReader } from "../decoders.js";
import { heldNames, metaFromJson, metaToJson, type TableMeta } from "../table-meta.js";
import type { RedisClient } from "./client.js";
import { META, TABLES } from "./keys.js";
import type { Run } from "./run.js";
import { SWAP_META } from "./scripts.js";

/** A table's meta with what reads its rows. */
export interface KnownTable {
  readonly text: string;
  readonly meta: TableMeta;
  /** The names of all its features. */
  readonly holds: ReadonlySet<string>;
  readonly readers: (names: readonly string[]) => readonly GroupReader[];
}

export interface Metas {
  /** Asks Redis, and keeps the answer. */
  readonly load: (table: string) => Promise<KnownTable | undefined>;
  /** What was kept, and whether it is old enough to be looked at again. */
  readonly cached: (table: string) => { readonly known: KnownTable; readonly old: boolean } | undefined;
  /** Changes a table's meta, whoever else does so at the same time; undefined leaves it. */
  readonly change: (
    table: string,
    change: (meta: TableMeta | undefined) => TableMeta | undefined,
  ) => Promise<void>;
  readonly forget: (table: string) => void;
}

/** A meta is looked at again after this time, in milliseconds, beside the read that it serves. */
const FRESH_MS = 1_000;

export function tableMetas(client: RedisClient, run: Run, label: string): Metas {
  const cache = new Map<string, { known: KnownTable; at: number }>();

  const keep = (table: string, text: string | null): KnownTable | undefined => {
    if (text === null) {
      cache.delete(table);
      return undefined;
    }
    const at = performance.now();
    const before = cache.get(table);
    if (before?.known.text === text) {
      before.at = at;
      return before.known;
    }
    const where = `table ${table} of ${label}`;
    const meta = metaFromJson(text, where);
    const known = { text, meta, holds: heldNames(meta), readers: tableReaders(meta, where) };
    cache.set(table, { known, at });
    return known;
  };

  return {
    load: async (table) => keep(table, await run(() => client.get(META + table))),
    cached: (table) => {
      const entry = cache.get(table);
      return entry && { known: entry.known, old: performance.now() - entry.at > FRESH_MS };
    },
    change: async (table, change) => {
      for (;;) {
        const before = await run(() => client.get(META + table));
        const next = change(before === null ? undefined : metaFromJson(before, `table ${table} of ${label}`));
        if (next === undefined) return;
        const text = metaToJson(next);
        await run(() => client.sadd(TABLES, table));
        const done = await run(() => client.eval(SWAP_META, 1, META + table, before ?? "", text));
        if (done !== 1) continue;
        keep(table, text);
        return;
      }
    },
    forget: (table) => void cache.delete(table),
  };
}
