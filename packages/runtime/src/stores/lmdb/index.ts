import { resolve } from "node:path";
import type { Clock, OnlineStore, StreamWriterOptions } from "../../ports.js";
import { metaToJson, tableInfo, withGroup } from "../table-meta.js";
import { refuseLayout } from "../layout.js";
import { checkTableName } from "../table-name.js";
import { lmdbDelete } from "./delete.js";
import { metaKey, rowPrefix, storedKey } from "./keys.js";
import { lmdbLookup } from "./lookup.js";
import { metaCache } from "./metas.js";
import { guard, openDatabase } from "./open.js";
import { drop } from "./remove.js";
import { lmdbScan } from "./scan.js";
import { lmdbStreamWriter } from "./stream-writer.js";
import { lmdbWriter } from "./writer.js";

export interface EmbeddedStoreOptions {
  /** The folder. Several processes may read it; writers take turns. */
  readonly path: string;
  readonly clock?: Clock;
}

/** The embedded store: a folder, nothing to install. Reads are synchronous underneath. */
export function embeddedStore({ path, clock = { now: Date.now } }: EmbeddedStoreOptions): OnlineStore {
  const folder = resolve(path);
  const database = openDatabase(folder);
  const cache = metaCache(database, folder);
  const metas = cache.now;
  const lookup = lmdbLookup(database, cache);
  const scan = lmdbScan(database, cache);

  const openGroup = (options: StreamWriterOptions): string => {
    checkTableName(options.table);
    refuseLayout(options.layout);
    const planned = () => {
      const before = metas(options.table)?.meta;
      const { meta, group } = withGroup(before, options);
      const json = metaToJson(meta);
      return { json, group: group.id, known: before !== undefined && metaToJson(before) === json };
    };
    return guard(folder, () => {
      // Most jobs find their group there: nothing is written then.
      const found = planned();
      if (found.known) return found.group;
      return database.transactionSync(() => {
        const { json, group } = planned();
        database.putSync(metaKey(options.table), Buffer.from(json));
        cache.forget(options.table);
        return group;
      });
    });
  };

  return {
    label: `embedded store ${folder}`,
    lookup: async (reads, { signal } = {}) => {
      signal?.throwIfAborted();
      return guard(folder, () => lookup(reads, clock.now()));
    },
    scan: (reads, taker) => guard(folder, () => scan(reads, taker, clock.now())),
    table: async (name) => {
      const known = guard(folder, () => metas(name));
      return known && tableInfo(name, known.meta);
    },
    tables: async () =>
      guard(folder, () =>
        Array.from(database.getKeys({ start: "t:", end: "t;" }), (key) => key.slice(2)).toSorted(),
      ),
    openWriter: async (options) =>
      lmdbWriter({ database, folder, group: openGroup(options), options, clock, metas }),
    openStreamWriter: async (options) => {
      const prefix = rowPrefix(options.table, openGroup(options));
      return lmdbStreamWriter({ database, folder, prefix, options, clock, storedKey });
    },
    delete: async (target) => {
      const changed = guard(folder, () => lmdbDelete(database, metas, target));
      cache.forget(target.table);
      return changed;
    },
    dropTable: async (name) => {
      const there = guard(folder, () => drop(database, name));
      cache.forget(name);
      return there;
    },
    close: () => database.close(),
  };
}
