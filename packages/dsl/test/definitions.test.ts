import { expect, test } from "vitest";
import {
  anchor,
  avg,
  count,
  DEFINITION,
  derived,
  env,
  expr,
  fileSource,
  key,
  requestSource,
  secret,
  t,
} from "@pinion/dsl";

const trips = fileSource("trips", {
  path: env("TAXI_CSV", "data/trips.csv"),
  columns: { at: t.timestamp({ format: "epoch" }), place: t.int32(), fare: t.double({ nullable: false }) },
  eventTimestamp: "at",
  maxRejected: "1.5%",
});
const place = key("place", t.int64(), { fullName: "taxi.place" });
const fares = anchor("fares", {
  source: trips,
  key: place,
  features: {
    f_avg: avg("fare + 1", { window: "2w", filter: "fare > 0" }).as(t.float()),
    f_count: count({ window: "36h", filter: "fare > 0" }),
    f_fare: expr("fare")
      .describe("the fare")
      .tag({ unit: "usd", ["__proto__"]: "y" }),
  },
});

test("a source keeps columns in order, references to the environment and its share of rejected rows", () => {
  expect(trips).toMatchObject({
    kind: "file",
    name: "trips",
    path: { kind: "env", name: "TAXI_CSV", fallback: "data/trips.csv" },
    columns: [
      { name: "at", type: { kind: "timestamp" }, format: "epoch", nullable: true },
      { name: "place", type: { kind: "int" } },
      { name: "fare", type: { kind: "double" }, nullable: false },
    ],
    eventTimestamp: "at",
    maxRejected: { kind: "share", value: 0.015 },
  });
  expect(trips[DEFINITION]).toBe("source");
  expect(trips).not.toHaveProperty("format");
  expect(trips).not.toHaveProperty("createdTimestamp");
});

test("the value of an environment variable is kept nowhere", () => {
  process.env["PINION_TEST_SECRET"] = "hunter2";
  const source = fileSource("hidden", {
    path: env("PINION_TEST_SECRET"),
    format: "csv",
    columns: { a: t.int32() },
  });
  delete process.env["PINION_TEST_SECRET"];
  expect(JSON.stringify([source, secret("PINION_TEST_SECRET")])).not.toContain("hunter2");
});

test("features know their name, source, keys, anchor and where each expression stands", () => {
  const { f_avg, f_count, f_fare } = fares.features;
  expect(f_avg).toMatchObject({
    kind: "window",
    name: "f_avg",
    aggregation: "avg",
    anchor: { name: "fares" },
    expression: { text: "fare + 1", path: [0] },
    filter: { text: "fare > 0", path: [1, "filter"] },
    window: { text: "2w", seconds: 1_209_600, path: [1, "window"] },
    declared: { type: { type: { kind: "float" } } },
  });
  expect(f_avg.source).toBe(trips);
  expect(f_avg.keys).toEqual([place]);
  expect(f_count).toMatchObject({ aggregation: "count", filter: { path: [0, "filter"] } });
  expect(f_count).not.toHaveProperty("expression");
  expect(f_fare).toMatchObject({ description: "the fare", tags: { unit: "usd", ["__proto__"]: "y" } });
  expect(Object.keys(fares.features)).toEqual(["f_avg", "f_count", "f_fare"]);
});

test("derived features take features of anchors and derived ones, and hide their methods", () => {
  const { f_avg } = fares.features;
  const half = derived("f_half", { inputs: { f_avg }, transform: "f_avg / 2" });
  const quarter = derived("f_quarter", { inputs: { half, f_avg }, transform: "half / 2" })
    .as(t.double())
    .describe("a quarter")
    .tag({ team: "pricing" });
  expect(quarter.inputs).toEqual([
    { name: "half", feature: half },
    { name: "f_avg", feature: f_avg },
  ]);
  expect(quarter).toMatchObject({
    [DEFINITION]: "derived",
    expression: { text: "half / 2", path: [1, "transform"] },
    declared: { type: { type: { kind: "double" } } },
    description: "a quarter",
    tags: { team: "pricing" },
  });
  expect(Object.keys(quarter)).not.toContain("as");
  expect(half).not.toHaveProperty("declared");
});

test("composite keys, computed keys and aliases", () => {
  const route = key("route", t.string(), { expression: "concat(place, '-')" });
  const other = key("place", t.int32(), { alias: "other_place" });
  const features = { f_fare: expr("fare") };
  const made = anchor("routes", { source: trips, key: [place, route, other], features });
  expect(made.keys.map((each) => each.name)).toEqual(["place", "route", "other_place"]);
  expect(route).toMatchObject({ expression: { text: "concat(place, '-')", path: [2, "expression"] } });
  expect(route).not.toHaveProperty("column");
  expect(other.column).toBe("place");
});

test("anchors over a request have no key", () => {
  const request = requestSource("request", { columns: { amount: t.double() } });
  const made = anchor("request", { source: request, features: { f_amount: expr("amount * 2") } });
  expect(made.keys).toEqual([]);
  expect(made.features.f_amount.source).toBe(request);
});

test("definitions are frozen through and through", () => {
  const seen = new Set<unknown>();
  const walk = (x: unknown): void => {
    if (typeof x !== "object" || x === null || seen.has(x)) return;
    seen.add(x);
    expect(x).toSatisfy(Object.isFrozen);
    Object.values(x).forEach(walk);
  };
  const { f_avg } = fares.features;
  walk(fares);
  walk(derived("f_half", { inputs: { f_avg }, transform: "f_avg / 2" }));
  walk(t.struct({ a: t.array(t.decimal(3, 1)), b: t.map(t.string(), t.int8()) }));
  expect(seen.size).toBeGreaterThan(20);
});

test("every builder records the line that called it, not one of its own", () => {
  const here = (line: string | undefined) => Number(/definitions\.test\.ts:(\d+):\d+/.exec(line ?? "")?.[1]);
  const before = here(new Error().stack?.split("\n")[1]);
  const draft = avg("fare * 2 + 100000000000000 + 100000000000000", { window: "1d", filter: "fare > 0" })
    .as(t.float())
    .describe("a feature that is written in several lines, because it has much to say");
  const made = anchor("sites", { source: trips, key: place, features: { f_a: draft } });
  const { f_a } = made.features;
  const own = derived("f_b", { inputs: { f_a }, transform: "f_a" }).as(t.int32());
  expect([f_a.site, f_a.expression?.site, f_a.declared?.site, made.site].map(here)).toEqual(
    [1, 1, 2, 4].map((n) => before + n),
  );
  expect([own.site, own.expression.site, own.declared?.site].map(here)).toEqual(
    [6, 6, 6].map((n) => before + n),
  );
  expect(f_a.site.split("\n")).toHaveLength(1);
});

test("capturing a site leaves the host's limit of stack frames alone", () => {
  const limit = Error.stackTraceLimit;
  expr("fare");
  expect(Error.stackTraceLimit).toBe(limit);
});
