import type { Zone } from "@pinion/core/std";
import type { OnlineStore, TableInfo } from "../ports.js";
import type { RowTaker } from "../stores/scan.js";
import type { CatalogueReader } from "./catalogue.js";
import { readKey } from "./read-key.js";

/** What is read of one key's rows in one table, and what takes them. */
export interface RowScan<T> {
  /** All held by the table. */
  readonly names: readonly string[];
  readonly taker: RowTaker<T>;
}

/**
 * Reads one key of a table for who writes it straight from stored bytes. Undefined where that cannot be, also where the caller wants
 * nothing of the table as it is known: `getOnlineRows` answers then, and says what is wrong. Throws PN7004 where the key is none.
 */
export type ScanRow = <T>(
  table: string,
  key: string,
  scanOf: (info: TableInfo) => RowScan<T> | undefined,
  deadlineMs: number,
) => T | undefined | Promise<T | undefined>;

/** Where a client keeps its own; only this package asks for it. */
export const SCAN_ROW = Symbol("pinion.scanRow");

export function rowScanner(store: OnlineStore, catalogues: CatalogueReader, zone: Zone): ScanRow {
  const { scan } = store;
  return (table, key, scanOf, deadlineMs) => {
    if (scan === undefined) return undefined;
    const catalogue = catalogues.known();
    if (catalogue === undefined) {
      // Who answers instead tells what fails.
      catalogues.current().catch(() => undefined);
      return undefined;
    }
    const info = catalogue.tables.get(table);
    const wanted = info === undefined ? undefined : scanOf(info);
    if (info === undefined || wanted === undefined) return undefined;
    const { names, taker } = wanted;
    return scan([{ table, names, keys: [readKey(key, info.keys, zone)] }], taker, deadlineMs);
  };
}
