// Twelve sets of features of four domains: as trees, from which the language's text and that of other engines are
// printed, and by hand, as one who knows JavaScript well would write them. Outputs are in the order of the names.
import { printSql } from "./peers.js";
import { codePoints, dayOfWeek, hour } from "./rows.js";

const is = (value) => ({ is: value });
const orNull = (share, random, value) => (random() < share ? null : value);
const EPOCH_2020 = 1_577_836_800_000_000;
const DAY = 86_400_000_000;

/**
 * @param {string} name
 * @param {Record<string, [type: string, value: (random: () => number) => unknown]>} columns
 * @param {number} nulls The share of values that are missing.
 * @param {[type: string, tree: unknown][]} features A type is given where the language's is another than the engines'.
 * @param {(r: readonly any[], o: any[]) => void} hand
 */
function set(name, columns, nulls, features, hand) {
  const kinds = Object.entries(columns);
  return {
    name,
    hand,
    trees: features.map(([, tree]) => tree),
    columns: Object.fromEntries(
      kinds.map(([column, [type]]) => [column, `t.${type}(${nulls === 0 ? "{ nullable: false }" : ""})`]),
    ),
    features: Object.fromEntries(
      features.map(([type, tree], i) => [
        `f_${String.fromCharCode(97 + i)}_${name.replaceAll(/[ -]/g, "_")}`,
        `expr(${JSON.stringify(printSql(tree))})${type === "" ? "" : `.as(t.${type}())`}`,
      ]),
    ),
    values: (random) =>
      kinds.map(([, [, value]]) => (nulls === 0 ? value(random) : orNull(nulls, random, value(random)))),
  };
}

const double = (most, least = 0) => ["double", (random) => least + random() * (most - least)];
const int = (most, least = 0) => ["int32", (random) => least + Math.floor(random() * (most - least))];
const time = ["timestamp", (random) => EPOCH_2020 + Math.floor(random() * 365 * DAY)];
const word = (...words) => ["string", (random) => words[Math.floor(random() * words.length)]];
const add = (...parts) => parts.reduce((a, b) => ["+", a, b]);

export const domains = [
  set(
    "taxi numeric",
    { distance: double(40, 0.1), fare: double(90, 2), tip: double(20), tolls: double(9), riders: int(6) },
    0.02,
    [
      ["", ["/", "fare", "distance"]],
      ["", ["/", "tip", "fare"]],
      ["", add("fare", "tip", "tolls")],
      ["", [">", "distance", is(10)]],
      ["", ["if", [">", "riders", is(4)], is(2), ["if", [">", "riders", is(1)], is(1), is(0)]]],
    ],
    (r, o) => {
      const distance = r[0];
      const fare = r[1];
      const tip = r[2];
      const tolls = r[3];
      const riders = r[4];
      o[0] = fare === null || distance === null || distance === 0 ? null : fare / distance;
      o[1] = tip === null || fare === null || fare === 0 ? null : tip / fare;
      o[2] = fare === null || tip === null || tolls === null ? null : fare + tip + tolls;
      o[3] = distance === null ? null : distance > 10;
      o[4] = riders === null ? 0 : riders > 4 ? 2 : riders > 1 ? 1 : 0;
    },
  ),
  set(
    "taxi dates",
    { pickup: time, dropoff: time },
    0.02,
    [
      ["", ["hour", "pickup"]],
      ["", ["hour", "dropoff"]],
      ["", ["dayofweek", "pickup"]],
      ["", [">=", ["hour", "pickup"], is(18)]],
      ["", ["or", ["=", ["dayofweek", "pickup"], is(1)], ["=", ["dayofweek", "pickup"], is(7)]]],
    ],
    (r, o) => {
      const pickup = r[0];
      const dropoff = r[1];
      o[1] = dropoff === null ? null : hour(dropoff);
      if (pickup === null) {
        o[0] = o[2] = o[3] = o[4] = null;
        return;
      }
      const at = hour(pickup);
      const day = dayOfWeek(pickup);
      o[0] = at;
      o[2] = day;
      o[3] = at >= 18;
      o[4] = day === 1 || day === 7;
    },
  ),
  set(
    "taxi null-heavy",
    { distance: double(40, 0.1), fare: double(90, 2), tip: double(20), tolls: double(9) },
    0.4,
    [
      ["", add(["coalesce", "fare", is(0)], ["coalesce", "tip", is(0)], ["coalesce", "tolls", is(0)])],
      ["", ["coalesce", "distance", is(1)]],
      ["", ["/", ["coalesce", "tip", is(0)], ["coalesce", "fare", is(1)]]],
      ["", [">", ["coalesce", "tolls", is(0)], is(5)]],
    ],
    (r, o) => {
      const fare = r[1];
      const tip = r[2] ?? 0;
      const tolls = r[3] ?? 0;
      const divisor = fare ?? 1;
      o[0] = (fare ?? 0) + tip + tolls;
      o[1] = r[0] ?? 1;
      o[2] = divisor === 0 ? null : tip / divisor;
      o[3] = tolls > 5;
    },
  ),
  set(
    "fraud numeric",
    {
      amount: double(900, 1),
      mean: double(300, 1),
      spread: double(90, 1),
      balance: double(9000),
      count: int(40, 1),
    },
    0.02,
    [
      ["", ["/", ["-", "amount", "mean"], "spread"]],
      ["", ["/", "amount", "balance"]],
      ["", ["and", [">", "amount", ["*", "mean", is(3)]], ["<", "balance", is(500)]]],
      ["", ["/", "amount", "count"]],
      ["", ["if", [">", "count", is(20)], is(3), ["if", [">", "count", is(10)], is(2), is(1)]]],
    ],
    (r, o) => {
      const amount = r[0];
      const mean = r[1];
      const spread = r[2];
      const balance = r[3];
      const count = r[4];
      o[0] =
        amount === null || mean === null || spread === null || spread === 0 ? null : (amount - mean) / spread;
      o[1] = amount === null || balance === null || balance === 0 ? null : amount / balance;
      o[2] =
        (amount !== null && mean !== null && amount <= mean * 3) || (balance !== null && balance >= 500)
          ? false
          : amount === null || mean === null || balance === null
            ? null
            : true;
      o[3] = amount === null || count === null || count === 0 ? null : amount / count;
      o[4] = count === null ? 1 : count > 20 ? 3 : count > 10 ? 2 : 1;
    },
  ),
  set(
    "fraud text",
    { country: word("US", "NG", "DE", "RU"), home: word("US", "DE"), channel: word("web", "app", "pos") },
    0.02,
    [
      ["", ["=", "country", "home"]],
      ["", ["or", ["=", "country", is("NG")], ["=", "country", is("RU")]]],
      ["", ["if", ["=", "channel", is("web")], is(2), ["if", ["=", "channel", is("app")], is(1), is(0)]]],
      ["", ["and", ["=", "channel", is("pos")], ["=", "home", is("US")]]],
    ],
    (r, o) => {
      const country = r[0];
      const home = r[1];
      const channel = r[2];
      o[0] = country === null || home === null ? null : country === home;
      o[1] = country === null ? null : country === "NG" || country === "RU";
      // A text is compared with a text alone: beside null the engine's comparison is a call.
      o[2] = channel === null ? 0 : channel === "web" ? 2 : channel === "app" ? 1 : 0;
      o[3] =
        (channel !== null && channel !== "pos") || (home !== null && home !== "US")
          ? false
          : channel === null || home === null
            ? null
            : true;
    },
  ),
  set(
    "fraud null-heavy",
    { amount: double(900, 1), score: double(1), device: int(9) },
    0.5,
    [
      ["", ["*", ["coalesce", "score", is(0.5)], ["coalesce", "amount", is(0)]]],
      ["", [">", ["coalesce", "score", is(0)], is(0.9)]],
      ["", ["coalesce", "device", is(0)]],
      ["", ["if", [">", ["coalesce", "amount", is(0)], is(500)], is(1), is(0)]],
    ],
    (r, o) => {
      const amount = r[0] ?? 0;
      const score = r[1];
      o[0] = (score ?? 0.5) * amount;
      o[1] = (score ?? 0) > 0.9;
      o[2] = r[2] ?? 0;
      o[3] = amount > 500 ? 1 : 0;
    },
  ),
  set(
    "credit numeric",
    {
      income: double(9000, 500),
      debt: double(50000),
      limit: double(9000, 100),
      used: double(9000),
      age: int(80, 18),
    },
    0.02,
    [
      ["", ["/", "debt", "income"]],
      ["", ["/", "used", "limit"]],
      ["", [">", "used", ["*", "limit", is(0.8)]]],
      [
        "",
        [
          "if",
          ["<", "age", is(25)],
          is(0),
          ["if", ["<", "age", is(40)], is(1), ["if", ["<", "age", is(65)], is(2), is(3)]],
        ],
      ],
      ["", ["-", ["*", "income", is(12)], "debt"]],
      ["", ["and", [">=", "age", is(21)], [">", "income", is(1000)]]],
    ],
    (r, o) => {
      const income = r[0];
      const debt = r[1];
      const limit = r[2];
      const used = r[3];
      const age = r[4];
      o[0] = debt === null || income === null || income === 0 ? null : debt / income;
      o[1] = used === null || limit === null || limit === 0 ? null : used / limit;
      o[2] = used === null || limit === null ? null : used > limit * 0.8;
      o[3] = age === null ? 3 : age < 25 ? 0 : age < 40 ? 1 : age < 65 ? 2 : 3;
      o[4] = income === null || debt === null ? null : income * 12 - debt;
      o[5] =
        (age !== null && age < 21) || (income !== null && income <= 1000)
          ? false
          : age === null || income === null
            ? null
            : true;
    },
  ),
  set(
    "credit dates",
    { opened: time, paid: time, due: time },
    0.02,
    [
      ["", [">", "paid", "due"]],
      ["", ["dayofweek", "paid"]],
      ["", ["hour", "opened"]],
      ["", ["<=", "opened", "paid"]],
      ["", ["<", ["hour", "paid"], is(6)]],
    ],
    (r, o) => {
      const opened = r[0];
      const paid = r[1];
      const due = r[2];
      o[0] = paid === null || due === null ? null : paid > due;
      o[1] = paid === null ? null : dayOfWeek(paid);
      o[2] = opened === null ? null : hour(opened);
      o[3] = opened === null || paid === null ? null : opened <= paid;
      o[4] = paid === null ? null : hour(paid) < 6;
    },
  ),
  set(
    "credit null-heavy",
    { income: double(9000, 500), debt: double(50000), late: int(9), years: int(30) },
    0.5,
    [
      ["", ["/", ["coalesce", "debt", is(0)], ["coalesce", "income", is(1000)]]],
      ["", ["coalesce", "late", is(0)]],
      ["", [">", ["coalesce", "late", is(0)], is(2)]],
      ["", ["if", [">", ["coalesce", "years", is(0)], is(5)], is(1), is(0)]],
      ["", ["-", ["coalesce", "income", is(0)], ["coalesce", "debt", is(0)]]],
    ],
    (r, o) => {
      const income = r[0];
      const debt = r[1] ?? 0;
      const late = r[2] ?? 0;
      const divisor = income ?? 1000;
      o[0] = divisor === 0 ? null : debt / divisor;
      o[1] = late;
      o[2] = late > 2;
      o[3] = (r[3] ?? 0) > 5 ? 1 : 0;
      o[4] = (income ?? 0) - debt;
    },
  ),
  set(
    "recommendation numeric",
    { clicks: int(50), views: int(500, 1), price: double(90, 1), mean: double(90, 1), rating: double(5) },
    0,
    [
      ["", ["/", "clicks", "views"]],
      ["", ["-", "price", "mean"]],
      ["", ["*", "rating", ["/", "clicks", "views"]]],
      ["", ["<", "price", "mean"]],
      ["", ["and", [">", "rating", is(4)], [">", "views", is(100)]]],
    ],
    (r, o) => {
      const clicks = r[0];
      const views = r[1];
      const price = r[2];
      const mean = r[3];
      const rating = r[4];
      const rate = views === 0 ? null : clicks / views;
      o[0] = rate;
      o[1] = price - mean;
      o[2] = rate === null ? null : rating * rate;
      o[3] = price < mean;
      o[4] = rating > 4 && views > 100;
    },
  ),
  set(
    "recommendation text",
    {
      title: word("Blue Shoes", "red hat", "Über coat"),
      category: word("shoes", "hats", "coats"),
      liked: word("shoes", "hats"),
    },
    0.02,
    [
      ["", ["upper", "title"]],
      ["", ["=", "category", "liked"]],
      ["", ["length", "title"]],
      ["", ["if", ["=", "category", is("shoes")], is("feet"), is("other")]],
    ],
    (r, o) => {
      const title = r[0];
      const category = r[1];
      const liked = r[2];
      o[0] = title === null ? null : title.toUpperCase();
      o[1] = category === null || liked === null ? null : category === liked;
      o[2] = title === null ? null : codePoints(title);
      o[3] = category !== null && category === "shoes" ? "feet" : "other";
    },
  ),
  set(
    "recommendation dates",
    { seen: time, listed: time },
    0.1,
    [
      ["", ["hour", "seen"]],
      ["", ["dayofweek", "seen"]],
      ["", [">=", "seen", "listed"]],
      [
        "",
        ["if", [">", ["hour", "seen"], is(20)], is(2), ["if", [">", ["hour", "seen"], is(8)], is(1), is(0)]],
      ],
    ],
    (r, o) => {
      const seen = r[0];
      const listed = r[1];
      const at = seen === null ? null : hour(seen);
      o[0] = at;
      o[1] = seen === null ? null : dayOfWeek(seen);
      o[2] = seen === null || listed === null ? null : seen >= listed;
      o[3] = at === null ? 0 : at > 20 ? 2 : at > 8 ? 1 : 0;
    },
  ),
];
