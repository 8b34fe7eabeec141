/** Visits of users, goods, stock by item and shop, shops; and every kind of lookup over them. */
export const DEFINITIONS = `import { anchor, count, derived, expr, fileSource, first, key, lastN, lookup, requestSource, sum, t, withKey } from "@pinion/dsl";
const at = t.timestamp({ format: "epoch", nullable: false });
const source = (name: string, columns: object) =>
  fileSource(name, { path: name + ".csv", columns: { at, ...columns }, eventTimestamp: "at" }) as never;
const visits = source("visits", { user: t.int64(), item: t.string(), shop: t.int32(), friend: t.int32() });
const goods = source("goods", { item: t.string(), price: t.double(), home: t.int32(), twin: t.string() });
const stock = source("stock", { item: t.string(), shop: t.int32(), qty: t.int64() });
const shops = source("shops", { shop: t.int32(), size: t.double() });
const page = requestSource("page", { columns: { shown: t.string(), factor: t.double() } });
const user = key("user", t.int64()) as never, item = key("item", t.string()) as never, shop = key("shop", t.int32()) as never;

export const users = anchor("users", { source: visits, key: user, features: {
  f_item: expr("item").as(t.string()),
  f_items: lastN("item", { n: 4, window: "10d" }).as(t.array(t.string())),
  f_first: first("item", { window: "2d" }).as(t.string()).default("i0"),
  f_shop: expr("shop").as(t.int32()),
  f_friend: expr("friend").as(t.int32()),
} });
export const items = anchor("items", { source: goods, key: item, features: {
  f_price: expr("price").as(t.double()),
  f_sum: sum("price", { window: "5d" }).as(t.double()).default(-1),
  f_n: count({ window: "3d" }),
  f_home: expr("home").as(t.int32()),
  f_twin: expr("twin").as(t.string()),
} });
export const pairs = anchor("pairs", { source: stock, key: [item, shop], features: {
  f_qty: expr("qty").as(t.int64()).default(-5),
  f_moves: count({ window: "4d" }),
} });
export const places = anchor("places", { source: shops, key: shop, features: { f_size: expr("size").as(t.double()) } });
export const pages = anchor("pages", { source: page, features: {
  f_shown: expr("shown").as(t.string()),
  f_factor: expr("factor").as(t.double()),
} });
const { f_item, f_items, f_first, f_shop, f_friend } = users.features;
const { f_price, f_sum, f_n, f_home, f_twin } = items.features;
const { f_qty, f_moves } = pairs.features;
const { f_size } = places.features;
const { f_shown, f_factor } = pages.features;

export const l_price = lookup("l_price", { base: f_item, expansion: f_price });
export const l_sum = lookup("l_sum", { base: f_item, expansion: f_sum }).as(t.float()).default(-2);
export const l_n = lookup("l_n", { base: f_first, expansion: f_n });
const ops = ["sum", "count", "avg", "min", "max", "first", "latest", "countDistinct", "distinct", "median", "stddev", "mode", "union"] as const;
export const lists = ops.map((op) => lookup("l_" + (op === "sum" ? "total" : op.toLowerCase()), { base: f_items, expansion: f_price, aggregation: op }));
export const l_home = lookup("l_home", { base: f_item, expansion: f_home });
export const l_home_size = lookup("l_home_size", { base: l_home, expansion: f_size });
export const x_twin_price = lookup("x_twin_price", { base: f_twin, expansion: f_price }).default(7);
export const l_twin_price = lookup("l_twin_price", { base: f_item, expansion: x_twin_price });
export const l_qty = lookup("l_qty", { base: { shop: f_shop, item: f_items }, expansion: f_qty, aggregation: "sum" });
export const l_moves = lookup("l_moves", { base: { item: f_item, shop: f_shop }, expansion: f_moves });
export const d_mixed = derived("d_mixed", { inputs: { p: l_price, n: l_n }, transform: "coalesce(p, 100) * 2 + n" });
export const l_friend_item = lookup("l_friend_item", { base: f_friend, expansion: f_item });
export const l_friend_price = lookup("l_friend_price", { base: l_friend_item, expansion: f_price });
export const x_pair = derived("x_pair", { inputs: { p: f_price, s: f_size, m: f_moves }, transform: "coalesce(p, 0) + coalesce(s, 0) * 10 + m" });
export const l_pair = lookup("l_pair", { base: { item: f_item, shop: f_shop }, expansion: x_pair });
const w_price = withKey("w_price", f_price, "wanted");
export const l_wanted = lookup("l_wanted", { base: { wanted: f_item }, expansion: w_price });
const w_left = withKey("w_left", f_sum, "left"), w_right = withKey("w_right", f_n, "right"), w_again = withKey("w_again", w_left, "right");
export const d_two = derived("d_two", { inputs: { l: w_left, r: w_right, a: w_again }, transform: "l + r * 100 + a * 10000" });
const w_moves = withKey("w_moves", f_moves, { item: "left", shop: "place" });
export const d_moves = derived("d_moves", { inputs: { m: w_moves, s: withKey("w_size", f_size, "place") }, transform: "m + coalesce(s, 0) * 10" });
export const l_left = lookup("l_left", { base: withKey("w_twin", f_twin, "left"), expansion: f_price });
export const r_price = lookup("r_price", { base: f_shown, expansion: f_price });
export const x_scaled = derived("x_scaled", { inputs: { p: f_price, f: f_factor }, transform: "p * f" });
export const r_scaled = lookup("r_scaled", { base: f_items, expansion: x_scaled, aggregation: "sum" });
`;

/** What a job may compute for users. */
export const STORED = [
  ...["l_price", "l_sum", "l_n", "l_home", "l_home_size", "l_twin_price", "l_qty", "l_moves", "d_mixed"],
  ...["l_friend_item", "l_friend_price", "l_pair", "l_wanted"],
  ...[
    "l_total",
    "l_count",
    "l_avg",
    "l_min",
    "l_max",
    "l_first",
    "l_latest",
    "l_countdistinct",
    "l_distinct",
  ],
  ...["l_median", "l_stddev", "l_mode", "l_union"],
];

/** What is computed of requests. */
export const REQUESTED = ["r_price", "r_scaled"];

/** What is of keys beside the user's, by other names than those of tables. */
export const ALIASED = ["w_left", "w_again", "w_moves", "d_two", "d_moves", "l_left"];

/** The tables that serving reads, by name. */
export const TABLES: Readonly<Record<string, readonly string[]>> = {
  users: ["f_item", "f_items", "f_first", "f_shop", "f_friend"],
  items: ["f_price", "f_sum", "f_n", "f_home", "f_twin"],
  pairs: ["f_qty", "f_moves"],
  places: ["f_size"],
};
