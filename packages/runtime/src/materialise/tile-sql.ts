import { runsOf, type Tiles } from "../aggregate/tiles.js";

/** Tiles below zero are no tiles: rejected rows by their reason, and rows after the last cutoff. */
export const FUTURE_TILE = -1_000_000;
export const rejectedTile = (reason: number): number => -1 - reason;

/** The tile of an instant, event time `e` if no other is given: which run of edges it falls behind, then how far. */
export function tileSql({ edges }: Pick<Tiles, "edges">, instant = "e"): string {
  const last = edges.at(-1);
  if (last === undefined) return "0";
  const runs = runsOf(edges.slice(0, -1)).toReversed();
  const branches = runs.map(({ first, step, count, index }) => {
    const far = count === 1 ? "" : ` + least((epoch_us(${instant}) - ${first}) // ${step}, ${count - 1})`;
    return `WHEN ${instant} >= make_timestamp(${first}) THEN ${index + 1}${far}`;
  });
  return `CASE WHEN ${instant} >= make_timestamp(${last}) THEN ${FUTURE_TILE} ${branches.join(" ")} ELSE 0 END`;
}
