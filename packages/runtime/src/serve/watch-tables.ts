import type { UnreadableTables } from "./tables.js";

/** Is told of a table that cannot be read, and with no reason that it can be again, or is gone. */
export type TableListener = (table: string, reason: string | undefined) => void;

/** Tells of tables that cannot be read, those that are known first, until what it gives is called. */
export type WatchTables = (listener: TableListener) => () => void;

/** Where a client keeps its own; only this package asks for it. */
export const WATCH_TABLES = Symbol("pinion.watchTables");

export interface TableWatch {
  readonly watch: WatchTables;
  /** Takes what cannot be read now; what is as before is not told again. */
  readonly note: (unreadable: UnreadableTables) => void;
}

export function tableWatch(): TableWatch {
  const known = new Map<string, string>();
  const listeners = new Set<TableListener>();
  const tell = (table: string, reason: string | undefined): void => {
    for (const listener of listeners) listener(table, reason);
  };
  return {
    watch: (listener) => {
      listeners.add(listener);
      for (const [table, reason] of known) listener(table, reason);
      return () => void listeners.delete(listener);
    },
    note: (unreadable) => {
      for (const table of [...known.keys()]) {
        if (unreadable.has(table)) continue;
        known.delete(table);
        tell(table, undefined);
      }
      for (const [table, { reason }] of unreadable) {
        if (known.get(table) === reason) continue;
        known.set(table, reason);
        tell(table, reason);
      }
    },
  };
}
