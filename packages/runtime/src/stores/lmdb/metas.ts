import { sameNames } from "../../serve/names.js";
import type { DeclaredType } from "../declared.js";
import { showPlace, tableReaders, type GroupReader, type TablePlace } from "../decoders.js";
import { heldNames, metaFromJson, type TableMeta } from "../table-meta.js";
import { metaKey, rowPrefix } from "./keys.js";
import type { Database } from "./open.js";

/** A table's meta with what reads its rows. */
export interface KnownTable {
  readonly meta: TableMeta;
  readonly readers: (names: readonly string[]) => readonly GroupReader[];
  /** What the keys of the rows of some readers begin with. */
  readonly prefixes: (readers: readonly GroupReader[]) => readonly string[];
}

export type Metas = (table: string) => KnownTable | undefined;

export interface MetaCache {
  /** Looks at a table's meta, parsing it only when its bytes have changed. */
  readonly now: Metas;
  /**
   * What was known of a table a moment ago, if that has all the names: a look at a meta takes longer than one at a row. What a
   * row then needs that is not known is an error of the row's schema, and to be looked at again.
   */
  readonly recent: (table: string, names: readonly string[]) => KnownTable | undefined;
  /** Its meta was changed here: it is looked at next time. */
  readonly forget: (table: string) => void;
}

interface Entry {
  readonly bytes: Buffer;
  readonly known: KnownTable;
  readonly names: ReadonlySet<string>;
  /** The lists of names that are all held, as they were then; most calls give the same list. */
  readonly held: WeakMap<readonly string[], readonly string[]>;
  at: number;
}

/** How long a meta is trusted, in milliseconds. */
const TRUSTED_MS = 1_000;

/** Most calls give the same readers. */
function rowPrefixes(table: string): KnownTable["prefixes"] {
  const made = new WeakMap<readonly GroupReader[], readonly string[]>();
  return (readers) => {
    let prefixes = made.get(readers);
    if (prefixes === undefined) {
      prefixes = readers.map(({ id }) => rowPrefix(table, id));
      made.set(readers, prefixes);
    }
    return prefixes;
  };
}

export function metaCache(database: Database, folder: string, declared: DeclaredType | undefined): MetaCache {
  const cached = new Map<string, Entry>();
  const now: Metas = (table) => {
    const bytes = database.getBinaryFast(metaKey(table));
    if (bytes === undefined) {
      cached.delete(table);
      return undefined;
    }
    const before = cached.get(table);
    // The bytes lie in a buffer that every read shares, of which only `length` bytes are this value.
    if (before?.bytes.length === bytes.length && before.bytes.compare(bytes, 0, bytes.length) === 0) {
      before.at = performance.now();
      return before.known;
    }
    const own = Buffer.from(bytes.subarray(0, bytes.length));
    const place: TablePlace = { table, store: folder };
    const meta = metaFromJson(own.toString("utf8"), showPlace(place));
    if (meta.dropping === true) {
      cached.delete(table);
      return undefined;
    }
    const known = { meta, readers: tableReaders(meta, place, declared), prefixes: rowPrefixes(table) };
    const names = heldNames(meta);
    cached.set(table, { bytes: own, known, names, held: new WeakMap(), at: performance.now() });
    return known;
  };
  return {
    now,
    recent: (table, names) => {
      const entry = cached.get(table);
      if (entry === undefined || performance.now() - entry.at > TRUSTED_MS) return now(table);
      const before = entry.held.get(names);
      if (before === undefined || !sameNames(before, names)) {
        if (!names.every((name) => entry.names.has(name))) return now(table);
        entry.held.set(names, [...names]);
      }
      return entry.known;
    },
    forget: (table) => void cached.delete(table),
  };
}
