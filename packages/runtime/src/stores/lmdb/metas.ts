import { tableReaders, type GroupReader } from "../decoders.js";
import { metaFromJson, type TableMeta } from "../table-meta.js";
import { metaKey } from "./keys.js";
import type { Database } from "./open.js";

/** A table's meta with what reads its rows. */
export interface KnownTable {
  readonly meta: TableMeta;
  readonly readers: (names: readonly string[]) => readonly GroupReader[];
}

export type Metas = (table: string) => KnownTable | undefined;

/** Looks at a table's meta each time, parsing it only when its bytes have changed. */
export function metaCache(database: Database, folder: string): Metas {
  const cached = new Map<string, { readonly bytes: Buffer; readonly known: KnownTable }>();
  return (table) => {
    const bytes = database.getBinaryFast(metaKey(table));
    if (bytes === undefined) return undefined;
    const before = cached.get(table);
    // The bytes lie in a buffer that every read shares, of which only `length` bytes are this value.
    if (before?.bytes.length === bytes.length && before.bytes.compare(bytes, 0, bytes.length) === 0) {
      return before.known;
    }
    const own = Buffer.from(bytes.subarray(0, bytes.length));
    const where = `table ${table} of ${folder}`;
    const meta = metaFromJson(own.toString("utf8"), where);
    const known = { meta, readers: tableReaders(meta, where) };
    cached.set(table, { bytes: own, known });
    return known;
  };
}
