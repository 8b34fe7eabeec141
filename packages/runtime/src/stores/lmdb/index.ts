import { resolve } from "node:path";
import { checkEmbeddedStore } from "../../options/stores.js";
import { closedError } from "../../closable.js";
import type { Clock, FoundFeatures, OnlineStore, StreamWriterOptions, TableRead } from "../../ports.js";
import type { DeclaredType } from "../declared.js";
import { findings } from "../decoders.js";
import { metaToJson, tableInfo, withGroup } from "../table-meta.js";
import { refuseLayout } from "../layout.js";
import { checkTableName } from "../table-name.js";
import { lmdbDelete } from "./delete.js";
import { metaKey, rowPrefix, storedKey } from "./keys.js";
import { lmdbLookup, type Lookup } from "./lookup.js";
import { metaCache, type MetaCache } from "./metas.js";
import {
  fileIn,
  findDatabase,
  guard,
  makeDatabase,
  noStore,
  noteFormat,
  onlyRead,
  replaced,
  type OpenedDatabase,
} from "./open.js";
import { drop } from "./remove.js";
import { lmdbScan } from "./scan.js";
import { lmdbStreamWriter } from "./stream-writer.js";
import { lmdbWriter } from "./writer.js";

export interface EmbeddedStoreOptions {
  /** The folder. Several processes may read it; writers take turns. */
  readonly path: string;
  readonly clock?: Clock;
  /** Whether reads of a folder without a store are refused (PN6001), in place of finding no table. */
  readonly mustExist?: boolean;
  /** The types that values are read as; as they were written last unless given. */
  readonly declared?: DeclaredType;
}

/** What reads the folder's database. */
interface Opened extends OpenedDatabase {
  readonly cache: MetaCache;
  readonly lookup: Lookup;
  readonly scan: ReturnType<typeof lmdbScan>;
}

/** For how long the store in the folder is taken for the one that is open, in milliseconds. */
const TRUSTED_MS = 1_000;

/**
 * The embedded store: a folder, nothing to install. Reads are synchronous underneath. Writing makes the folder, reading does not,
 * and finds it once another process has made it, or has put another store in its place. Throws PN6001, PN6003 or PN6004 where what is there cannot be opened.
 */
export function embeddedStore(options: EmbeddedStoreOptions): OnlineStore {
  checkEmbeddedStore(options);
  const { path, clock = { now: Date.now }, mustExist = false, declared } = options;
  const folder = resolve(path);
  const readingOf = (one: OpenedDatabase): Opened => {
    const cache = metaCache(one.database, folder, declared);
    return { ...one, cache, lookup: lmdbLookup(one.database, cache), scan: lmdbScan(one.database, cache) };
  };
  const find = (): Opened | undefined => {
    const found = findDatabase(folder);
    return found && readingOf(found);
  };
  let opened = find();
  let trustedUntil = performance.now() + TRUSTED_MS;
  let closed = false;

  /** Lets go of a store that stands in the folder no more: who writes into it still is told so. */
  const look = (): void => {
    if (closed) throw closedError(`the embedded store ${folder}`);
    const now = performance.now();
    if (opened === undefined || now < trustedUntil) return;
    trustedUntil = now + TRUSTED_MS;
    if (fileIn(folder) === opened.file) return;
    void opened.database.close();
    opened = undefined;
  };
  /** Undefined where there is no store yet. */
  const reading = (): Opened | undefined => {
    look();
    opened ??= find();
    if (opened === undefined && mustExist) throw noStore(folder);
    return opened;
  };
  const writing = (): Opened => {
    look();
    opened ??= readingOf(makeDatabase(folder));
    if (opened.readOnly) throw onlyRead(folder);
    noteFormat(folder, opened.database);
    return opened;
  };

  const openGroup = ({ database, cache }: Opened, options: StreamWriterOptions): string => {
    const metas = cache.now;
    const planned = () => {
      const before = metas(options.table)?.meta;
      const { meta, group } = withGroup(before, options);
      const json = metaToJson(meta);
      return { json, group: group.id, known: before !== undefined && metaToJson(before) === json };
    };
    return guard(folder, () => {
      // What an earlier table of the name has left is not to be found in this one.
      if (metas(options.table) === undefined) drop(database, options.table);
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

  const openToWrite = (options: StreamWriterOptions) => {
    checkTableName(options.table);
    refuseLayout(options.layout);
    const store = writing();
    const { database, cache } = store;
    const standing = (): void => {
      look();
      if (opened !== store) throw replaced(folder);
    };
    const group = openGroup(store, options);
    const keepGroup = (): void => {
      const before = cache.now(options.table)?.meta;
      // Of a table that was dropped nothing is there to come back to.
      if (before === undefined || before.groups.has(group)) return;
      database.putSync(metaKey(options.table), Buffer.from(metaToJson(withGroup(before, options).meta)));
      cache.forget(options.table);
    };
    return { database, metas: cache.now, group, folder, standing, keepGroup };
  };

  return {
    label: `embedded store ${folder}`,
    lookup: async (reads, { signal } = {}) => {
      signal?.throwIfAborted();
      return guard(folder, () => reading()?.lookup(reads, clock.now()) ?? nothingOf(reads));
    },
    scan: (reads, taker) => guard(folder, () => reading()?.scan(reads, taker, clock.now())),
    ping: async () => {
      guard(folder, () => reading()?.database.getBinaryFast(metaKey("")));
    },
    table: async (name) => {
      const known = guard(folder, () => reading()?.cache.now(name));
      return known && tableInfo(name, known.meta);
    },
    tables: async () =>
      guard(folder, () =>
        Array.from(reading()?.database.getKeys({ start: "t:", end: "t;" }) ?? [], (key) =>
          key.slice(2),
        ).toSorted(),
      ),
    openWriter: async (options) => lmdbWriter({ ...openToWrite(options), options, clock }),
    openStreamWriter: async (options) => {
      const { group, ...own } = openToWrite(options);
      const prefix = rowPrefix(options.table, group);
      return lmdbStreamWriter({ ...own, prefix, options, clock, storedKey });
    },
    delete: async (target) => {
      if (reading() === undefined) return 0;
      const { database, cache } = writing();
      const changed = guard(folder, () => lmdbDelete(database, cache.now, target));
      cache.forget(target.table);
      return changed;
    },
    dropTable: async (name) => {
      if (reading() === undefined) return false;
      const { database, cache } = writing();
      const there = guard(folder, () => drop(database, name));
      cache.forget(name);
      return there;
    },
    close: async () => {
      closed = true;
      await opened?.database.close();
    },
  };
}

/** What a store without tables answers. */
const nothingOf = (reads: readonly TableRead[]): readonly (readonly FoundFeatures[])[] =>
  reads.map(({ keys, names }) => {
    const found = findings(names.length);
    return keys.map(() => found());
  });
