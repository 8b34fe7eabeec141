import type { Tiles } from "../aggregate/tiles.js";
import type { FileTable, RowRange } from "../sources/duckdb/file-table.js";
import type { Bounds, RowGroup } from "../sources/duckdb/row-groups.js";
import { FUTURE_TILE } from "./tile-sql.js";

/** Rows that are all of one tile, as Parquet's statistics say: their times need not be read. */
export interface Zone {
  readonly tile: number;
  readonly tables: readonly FileTable[];
  readonly rows: number;
  /** Bounds of the keys, where each row group has some. */
  readonly keys: Bounds | undefined;
}

export interface Zones {
  readonly zones: readonly Zone[];
  /** All other rows before the last cutoff, and perhaps some behind it. */
  readonly mixed: readonly FileTable[];
  /** Rows behind the last cutoff that are not read at all. */
  readonly future: number;
}

/** Reading a part of a file costs what the times of so many rows cost. */
const ROWS_PER_READ = 100_000;
/** More statements in one are planned longer than they save. */
const MOST_ZONES = 8;
const MOST_READS = 32;

/** Which rows are known to be of one tile, of those tiles that may be; undefined where that tells nothing that pays. */
export function zonesOf(
  tables: readonly FileTable[],
  groups: readonly RowGroup[],
  { edges }: Pick<Tiles, "edges">,
  isUsable: (tile: number) => boolean,
): Zones | undefined {
  const tileOf = (micros: bigint): number => {
    const behind = edges.findLastIndex((edge) => edge <= micros) + 1;
    return behind > 0 && behind === edges.length ? FUTURE_TILE : behind;
  };
  const byTile = new Map<number, RowGroup[]>();
  for (const group of groups) {
    if (group.times === undefined) continue;
    const tile = tileOf(group.times.least);
    if (tile !== tileOf(group.times.greatest) || !isUsable(tile)) continue;
    const same = byTile.get(tile);
    if (same === undefined) byTile.set(tile, [group]);
    else same.push(group);
  }
  const worth = [...byTile]
    .map(([tile, of]) => ({ tile, of, rows: sum(of), reads: readsOf(of) }))
    .filter(({ rows, reads }) => reads <= MOST_READS && rows >= reads * ROWS_PER_READ)
    .toSorted((a, b) => b.rows - a.rows)
    .slice(0, MOST_ZONES);
  if (worth.length === 0) return undefined;
  const taken = new Set(worth.flatMap(({ of }) => of));
  const rest = groups.filter((group) => !taken.has(group));
  if (readsOf(rest) > MOST_READS) return undefined;
  return {
    zones: worth
      .filter(({ tile }) => tile !== FUTURE_TILE)
      .map(({ tile, of, rows }) => ({ tile, rows, tables: tablesOf(tables, of), keys: keysOf(of) })),
    mixed: tablesOf(tables, rest),
    future: worth.find(({ tile }) => tile === FUTURE_TILE)?.rows ?? 0,
  };
}

const sum = (groups: readonly RowGroup[]): number => groups.reduce((total, { rows }) => total + rows, 0);

function keysOf(groups: readonly RowGroup[]): Bounds | undefined {
  const all = groups.map(({ keys }) => keys);
  return all.reduce((a, b) =>
    a === undefined || b === undefined
      ? undefined
      : {
          least: a.least < b.least ? a.least : b.least,
          greatest: a.greatest > b.greatest ? a.greatest : b.greatest,
        },
  );
}

const readsOf = (groups: readonly RowGroup[]): number => {
  const ranges = rangesOf(groups);
  const isWhole = ({ from, to }: RowRange): boolean => from === 0 && to === undefined;
  const parts = ranges.filter((range) => !isWhole(range)).length;
  return parts + new Set(ranges.filter(isWhole).map(({ table }) => table)).size;
};

interface TableRange extends RowRange {
  readonly table: number;
}

/** Row groups behind each other are one range. */
function rangesOf(groups: readonly RowGroup[]): readonly TableRange[] {
  const ranges: TableRange[] = [];
  for (const { table, file, from, rows, last } of groups) {
    const before = ranges.at(-1);
    const follows = before?.table === table && before.file === file && before.to === from;
    if (follows) ranges.pop();
    const start = follows ? before.from : from;
    ranges.push({ table, file, from: start, ...(last ? {} : { to: from + rows }) });
  }
  return ranges;
}

const tablesOf = (tables: readonly FileTable[], groups: readonly RowGroup[]): readonly FileTable[] => {
  const ranges = rangesOf(groups);
  return tables.flatMap(({ parquet }, t) => parquet?.within(ranges.filter(({ table }) => table === t)) ?? []);
};
