import type { Value } from "@pinion/core";

/** Rows as they stand in the files; times in hours. */
export interface World {
  readonly visits: readonly Visit[];
  readonly goods: readonly Good[];
  readonly stock: readonly Stock[];
  readonly shops: readonly Shop[];
}
interface Timed {
  readonly at: number;
}
export interface Visit extends Timed {
  readonly user: number;
  readonly item: string | null;
  readonly shop: number | null;
  readonly friend: number | null;
}
export interface Good extends Timed {
  readonly item: string;
  readonly price: number | null;
  readonly home: number | null;
  readonly twin: string | null;
}
export interface Stock extends Timed {
  readonly item: string;
  readonly shop: number;
  readonly qty: number | null;
}
export interface Shop extends Timed {
  readonly shop: number;
  readonly size: number | null;
}

export interface Asked {
  readonly user: number;
  readonly shown: string | null;
  readonly factor: number | null;
  readonly left: string;
  readonly right: string;
  readonly place: number;
}

type Num = number | null;

/** Every feature of a user as of a time, by looking at all rows for each; undefined where the user was never seen. */
export function plainFeatures(
  world: World,
  bounds: "[)" | "(]",
  t: number,
  asked: Asked,
): ReadonlyMap<string, Value> {
  const before = <R extends Timed>(rows: readonly R[]): readonly R[] =>
    rows.filter(({ at }) => (bounds === "[)" ? at < t : at <= t)).toSorted((a, b) => a.at - b.at);
  const within = <R extends Timed>(rows: readonly R[], days: number): readonly R[] =>
    before(rows).filter(({ at }) => (bounds === "[)" ? at >= t - days * 24 : at > t - days * 24));
  const goods = (item: string): readonly Good[] => world.goods.filter((row) => row.item === item);
  const stock = (item: string, shop: number): readonly Stock[] =>
    world.stock.filter((row) => row.item === item && row.shop === shop);
  const visits = (user: number): readonly Visit[] => world.visits.filter((row) => row.user === user);

  const item = (user: number): string | null => before(visits(user)).at(-1)?.item ?? null;
  const price = (key: string): Num => before(goods(key)).at(-1)?.price ?? null;
  const total = (key: string): number => {
    const prices = within(goods(key), 5).flatMap(({ price: one }) => one ?? []);
    return prices.length === 0 ? -1 : prices.reduce((a, b) => a + b, 0);
  };
  const size = (key: number): Num =>
    before(world.shops.filter(({ shop }) => shop === key)).at(-1)?.size ?? null;
  const moves = (key: string, shop: number): number => within(stock(key, shop), 4).length;
  const qty = (key: string, shop: number): number => before(stock(key, shop)).at(-1)?.qty ?? -5;
  const by = <K, V>(key: K | null, find: (key: K) => V): V | null => (key === null ? null : find(key));

  const own = visits(asked.user);
  const seen = before(own).length > 0;
  const mine = item(asked.user);
  const last = before(own).at(-1);
  const shop = last?.shop ?? null;
  const named = within(own, 10).flatMap((row) => row.item ?? []);
  const items = named.length === 0 ? null : named.slice(-4);
  const firstItem = within(own, 2).find((row) => row.item !== null)?.item ?? "i0";
  const home = by(mine, (key) => before(goods(key)).at(-1)?.home ?? null);
  const friendItem = by(last?.friend ?? null, item);
  const found = by(items, (keys) => keys.map(price));
  const some = found?.filter((one) => one !== null) ?? [];
  const of = (fold: (values: readonly number[]) => Value): Value =>
    found === null || some.length === 0 ? null : fold(some);
  const sorted = some.toSorted((a, b) => a - b);
  const sum = some.reduce((a, b) => a + b, 0);
  const mean = sum / some.length;
  const times = (one: number): number => some.filter((other) => other === one).length;
  const firstCount = within(goods(firstItem), 3).length;
  const pair = <V>(find: (key: string, place: number) => V): V | null =>
    mine === null || shop === null ? null : find(mine, shop);

  const all: Record<string, Value> = {
    l_price: by(mine, price),
    l_sum: by(mine, total) ?? -2,
    l_n: firstCount,
    l_home: home,
    l_home_size: by(home, size),
    l_twin_price: by(mine, (key) => by(before(goods(key)).at(-1)?.twin ?? null, price) ?? 7),
    l_qty: items === null || shop === null ? null : items.reduce((a, key) => a + qty(key, shop), 0),
    l_moves: pair(moves),
    d_mixed: (by(mine, price) ?? 100) * 2 + firstCount,
    l_friend_item: friendItem,
    l_friend_price: by(friendItem, price),
    l_pair: pair((key, place) => (price(key) ?? 0) + (size(place) ?? 0) * 10 + moves(key, place)),
    l_wanted: by(mine, price),
    l_total: of(() => sum),
    l_count: found === null ? null : some.length,
    l_avg: of(() => mean),
    l_min: of(() => sorted[0] ?? null),
    l_max: of(() => sorted.at(-1) ?? null),
    l_first: of((values) => values[0] ?? null),
    l_latest: of((values) => values.at(-1) ?? null),
    l_countdistinct: found === null ? null : new Set(some).size,
    l_distinct: of(() => [...new Set(sorted)]),
    l_median: of(() => ((sorted[(some.length - 1) >> 1] ?? 0) + (sorted[some.length >> 1] ?? 0)) / 2),
    l_stddev:
      some.length < 2 ? null : Math.sqrt(some.reduce((a, b) => a + (b - mean) ** 2, 0) / (some.length - 1)),
    l_mode: of(() => sorted.reduce((best, one) => (times(one) > times(best) ? one : best))),
    l_union: of((values) => values),
  };
  const features = new Map<string, Value>();
  for (const [name, value] of Object.entries(all))
    features.set(name, seen ? value : name === "l_sum" ? -2 : null);
  features.set("r_price", by(asked.shown, price));
  const scaled = some.map((one) => by(asked.factor, (factor) => one * factor)).filter((one) => one !== null);
  features.set("r_scaled", !seen || scaled.length === 0 ? null : scaled.reduce((a, b) => a + b, 0));
  const { left, right, place } = asked;
  const isItem = (key: string): boolean => before(goods(key)).length > 0;
  const isPlace = before(world.shops.filter((row) => row.shop === place)).length > 0;
  const isPair = before(stock(left, place)).length > 0;
  features.set("w_left", total(left));
  features.set("w_again", total(right));
  features.set("w_moves", isPair ? moves(left, place) : null);
  const two = total(left) + within(goods(right), 3).length * 100 + total(right) * 10_000;
  features.set("d_two", isItem(left) || isItem(right) ? two : null);
  features.set("d_moves", isPair || isPlace ? moves(left, place) + (size(place) ?? 0) * 10 : null);
  features.set("l_left", by(before(goods(left)).at(-1)?.twin ?? null, price));
  return features;
}
