import { runsOf, type Tiles } from "../aggregate/tiles.js";

/** Tiles below zero are no tiles: rejected rows by their reason, and rows after the last cutoff. */
export const FUTURE_TILE = -1_000_000;
export const rejectedTile = (reason: number): number => -1 - reason;

/** The tile of event time `e`: which run of edges it falls behind, then how far. */
export function tileSql({ edges }: Pick<Tiles, "edges">): string {
  const last = edges.at(-1);
  if (last === undefined) return "0";
  const runs = runsOf(edges.slice(0, -1)).toReversed();
  const branches = runs.map(({ first, step, count, index }) => {
    const far = count === 1 ? "" : ` + least((epoch_us(e) - ${first}) // ${step}, ${count - 1})`;
    return `WHEN e >= make_timestamp(${first}) THEN ${index + 1}${far}`;
  });
  return `CASE WHEN e >= make_timestamp(${last}) THEN ${FUTURE_TILE} ${branches.join(" ")} ELSE 0 END`;
}
