import type { Tiles } from "../aggregate/tiles.js";
import type { Database } from "../sources/duckdb/database.js";
import { readRowGroups, type Bounds } from "../sources/duckdb/row-groups.js";
import type { Scan } from "../sources/duckdb/scan.js";
import { keysAlone, type ScannedZone } from "./group-table.js";
import type { Measure } from "./measure.js";
import { isClean, keyColumns } from "./rejected-rows.js";
import type { SourceSelection } from "./source-selection.js";
import type { SourceScan } from "./source-scan.js";
import { FUTURE_TILE } from "./tile-sql.js";
import { zonesOf, type Zone } from "./zones.js";

/** A source's rows as they are to be read: those whose tile is known apart from the others. */
export interface DividedRows {
  /** Set where it is known that no row will be rejected. */
  readonly clean: boolean;
  /** The rows whose times have to be read. */
  readonly mixed: Scan;
  /** Absent: all rows are in `mixed`. */
  readonly zones?: readonly (ScannedZone & Pick<Zone, "rows">)[];
  /** Zones of clean rows that only make their keys known. */
  readonly known: readonly KeyZone[];
  /** Rows behind the last cutoff that are in none of them. */
  readonly future: number;
}

export interface KeyZone extends ScannedZone, Pick<Zone, "rows"> {
  /** Bounds of an integer that is the key. */
  readonly keys: Bounds | undefined;
}

export interface DivideRequest {
  readonly database: Database;
  readonly selection: SourceSelection;
  readonly measures: readonly Measure[];
  readonly tiles: Tiles;
}

/** Looks into the statistics of Parquet files, if that is what the rows are in. */
export async function divide(
  { database, selection, measures, tiles }: DivideRequest,
  { opened, scan, scanOf, inputColumns, written }: SourceScan,
): Promise<DividedRows> {
  const keys = keyColumns(selection, inputColumns);
  const { notNull } = scan;
  // A row's tile is known by its event time alone, unless it tells when it was written.
  const event = written === undefined ? scan.storedTimes : undefined;
  const groups =
    event === undefined || scanOf === undefined
      ? undefined
      : await readRowGroups({
          connection: database.connection,
          tables: opened.tables,
          columns: [...new Set([...(notNull ?? []), ...(keys ?? [])])],
          event,
          key: keys?.length === 1 ? keys[0] : undefined,
        });
  const whole = notNull !== undefined && keys !== undefined && groups?.every((group) => group.whole) === true;
  const clean = whole || (await isClean(database, selection, scan, inputColumns));
  // Rows behind the last cutoff may be rejected too, and are counted then. A tile's mixed rows are a partial of their own, which
  // may be older or newer than the zone's: nothing that goes by the order of rows can be put together of both.
  const isUsable = (tile: number): boolean =>
    tile === FUTURE_TILE ? clean : measures.every((one) => !one.ordered || tile < one.from);
  const found = groups && zonesOf(opened.tables, groups, tiles, isUsable);
  if (found === undefined || scanOf === undefined) return { clean, mixed: scan, known: [], future: 0 };
  const scanned = found.zones.map((zone) => ({ ...zone, scan: scanOf(zone.tables) }));
  const isKnown = ({ tile }: Zone): boolean => clean && keysAlone(measures, tile);
  return {
    clean,
    mixed:
      found.mixed.length > 0
        ? scanOf(found.mixed)
        : { ...scan, sql: `SELECT * FROM (${scan.sql}) WHERE false` },
    zones: scanned.filter((zone) => !isKnown(zone)),
    known: scanned.filter(isKnown),
    future: found.future,
  };
}
