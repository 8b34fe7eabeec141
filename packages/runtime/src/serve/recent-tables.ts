import type { Clock, OnlineStore, ReadOptions, TableInfo } from "../ports.js";

/** The tables of a store as they were when they were last asked for. */
export interface RecentTables {
  /** Undefined where that was not a moment ago. */
  readonly recent: (table: string) => TableInfo | undefined;
  /** Asks the store. */
  readonly now: (table: string, options: ReadOptions) => Promise<TableInfo | undefined>;
}

/** Older than this, in milliseconds, what is known of a table is asked for anew. */
const FRESH_MS = 1_000;

export function recentTables(store: OnlineStore, clock: Clock): RecentTables {
  const known = new Map<string, { readonly info: TableInfo; readonly at: number }>();
  return {
    recent: (table) => {
      const entry = known.get(table);
      const age = entry === undefined ? Infinity : clock.now() - entry.at;
      return age >= 0 && age < FRESH_MS ? entry?.info : undefined;
    },
    now: async (table, options) => {
      const at = clock.now();
      const info = await store.table(table, options);
      if (info === undefined) known.delete(table);
      else known.set(table, { info, at });
      return info;
    },
  };
}
