import type { Tiles } from "../aggregate/tiles.js";
import { duckdbGuard, type Database } from "../sources/duckdb/database.js";
import type { Scan } from "../sources/duckdb/scan.js";
import { FUTURE_TILE, tileSql } from "./tile-sql.js";

/*
 * Where a source tells when its rows were written, a cutoff sees a row only once that was before it, too. Of rows that came
 * late, which some cutoff behind their event does not see yet, there are partials of their own in each tile.
 */

/** How the rows of a source that tells when they were written are told apart by that; they have it as `w`. */
export interface WrittenRows {
  /** Position of the column in the source. */
  readonly column: number;
  /** Late rows stand between others whose order matters: what is put together must follow each other. */
  readonly inRuns: boolean;
}

/** The ends of the cutoffs, ascending. */
const ends = ({ cutoffs, edges }: Tiles): readonly bigint[] => cutoffs.map(({ end }) => edges[end - 1] ?? 0n);

/** The index of the first cutoff behind an instant; {@link FUTURE_TILE} where none is. */
const cutoffSql = (tiles: Tiles, instant: string): string => tileSql({ edges: ends(tiles) }, instant);

/** The tile of a row: rows that were written after the last cutoff are of the future. */
export function writtenTile(tiles: Tiles, tile: string): string {
  const last = ends(tiles).at(-1);
  return last === undefined
    ? tile
    : `CASE WHEN w >= make_timestamp(${last}) THEN ${FUTURE_TILE} ELSE ${tile} END`;
}

/** The first cutoff that sees a row of a tile, 0 of one that was written before any that its event is before. */
export function sinceSql(tiles: Tiles): string {
  if (tiles.cutoffs.length < 2) return "0";
  const [event, written] = [cutoffSql(tiles, "e"), cutoffSql(tiles, "w")];
  return `CASE WHEN tile >= 0 AND ${written} > ${event} THEN ${written} ELSE 0 END`;
}

/** Rows (`rows` has `tile` and `since`) with `run`: rows of a key and tile that follow each other and are seen since the same cutoff. */
export function inRuns(rows: string, keys: readonly string[], ordered: boolean): string {
  const window = `(PARTITION BY ${[...keys, "tile"].join(", ")} ORDER BY e${ordered ? ", rn" : ""}`;
  const turns = `SELECT *, (since IS DISTINCT FROM lag(since) OVER ${window}))::INTEGER AS turn FROM (${rows})`;
  return `SELECT * EXCLUDE (turn), sum(turn) OVER ${window} ROWS UNBOUNDED PRECEDING) AS run FROM (${turns})`;
}

/** Whether any row came so late that some cutoff does not see it yet while a later one does. */
export async function anyLate(
  { connection }: Database,
  { sql }: Scan,
  column: number,
  tiles: Tiles,
  what: string,
): Promise<boolean> {
  const last = ends(tiles).at(-1);
  if (last === undefined || tiles.cutoffs.length < 2) return false;
  const [event, written] = [cutoffSql(tiles, "e"), cutoffSql(tiles, "w")];
  const late = `SELECT 1 FROM (SELECT e, c${column} AS w, bad FROM (${sql})) WHERE bad IS NULL AND w < make_timestamp(${last}) AND ${written} > ${event} LIMIT 1`;
  return duckdbGuard(what, async () => (await connection.runAndReadAll(late)).currentRowCount > 0);
}
