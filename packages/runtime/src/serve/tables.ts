import type { OnlineStore, ReadOptions, TableInfo } from "../ports.js";
import { UnreadableTable } from "../stores/table-meta.js";

/** Tables that cannot be read, by their names: a newer version's, say. */
export type UnreadableTables = ReadonlyMap<string, UnreadableTable>;

/** All tables of a store. */
export interface StoredTables {
  readonly infos: readonly TableInfo[];
  readonly unreadable: UnreadableTables;
}

/**
 * Asks for all tables of a store that are asked for. One that cannot be read takes none of the others away: it is told of apart, for who names
 * it or what only it may hold.
 */
export async function readTables(
  store: OnlineStore,
  isAsked: (table: string) => boolean = () => true,
  left: () => ReadOptions | undefined = () => undefined,
): Promise<StoredTables> {
  const names = (await store.tables(left())).filter(isAsked);
  const unreadable = new Map<string, UnreadableTable>();
  const infos = await Promise.all(
    names.map(async (name) => {
      try {
        return await store.table(name, left());
      } catch (error) {
        if (!(error instanceof UnreadableTable)) throw error;
        unreadable.set(name, error);
        return undefined;
      }
    }),
  );
  // A table may have been dropped since it was listed.
  return { infos: infos.filter((info) => info !== undefined), unreadable };
}

/** Throws PN6003 where a table that cannot be read may hold what no other one does. */
export function checkAllRead(unreadable: UnreadableTables): void {
  for (const { where, reason } of unreadable.values()) throw new UnreadableTable(where, reason);
}
