import { expect, test } from "vitest";
import {
  anchor,
  avg,
  count,
  defineConfig,
  DefinitionError,
  derived,
  embeddedStore,
  env,
  expr,
  fileSource,
  folderStore,
  key,
  lastN,
  lookup,
  percentile,
  postgresSource,
  redisStore,
  requestSource,
  secret,
  sum,
  t,
} from "@pinion/dsl";

/** What JavaScript lets through that TypeScript does not. */
const any = (x: unknown): never => x as never;

const columns = { at: t.timestamp(), place: t.int32(), fare: t.double() };
const trips = fileSource("trips", { path: "a.csv", columns, eventTimestamp: "at" });
const request = requestSource("request", { columns: { amount: t.double() } });
const place = key("place", t.int32());
const features = { f_fare: expr("fare") };
const { f_fare } = anchor("fares", { source: trips, key: place, features }).features;

function mistake(build: () => unknown): DefinitionError {
  try {
    build();
  } catch (error) {
    if (error instanceof DefinitionError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}

/** Builder, code, the part of the call it is about, and a piece of the message. */
const mistakes: readonly [() => unknown, string, readonly (string | number)[], string][] = [
  [() => fileSource("1a", { path: "a.csv", columns }), "PN1101", [0], '"1a" is no name for a source'],
  [() => anchor("a b", { source: trips, key: place, features }), "PN1101", [0], '"a b"'],
  [
    () => anchor("a", { source: trips, key: place, features: { ["f-x"]: expr("fare") } }),
    "PN1101",
    [1, "features", "f-x"],
    '"f-x" is no name for a feature',
  ],
  [
    () => anchor("a", { source: trips, key: place, features: { ["__proto__"]: any(1) } }),
    "PN1114",
    [1, "features", "__proto__"],
    "`__proto__` is a value of type number, not a feature",
  ],
  [
    () => anchor("a", { source: trips, key: place, features: { f: expr("fare") } }),
    "PN1101",
    [1, "features", "f"],
    '"f"',
  ],
  [() => derived("x", { inputs: { f_fare }, transform: "f_fare" }), "PN1101", [0], '"x"'],
  [() => key("", t.int32()), "PN1101", [0], "key"],
  [() => avg("fare", { window: any("90 days") }), "PN1102", [1, "window"], '"90 days" is no window'],
  [() => avg("fare", { window: "0d" }), "PN1102", [1, "window"], '"0d"'],
  [() => avg("fare", { window: "-1d" }), "PN1102", [1, "window"], '"-1d"'],
  [() => avg("fare", { window: "1.5d" }), "PN1102", [1, "window"], '"1.5d"'],
  [() => avg("fare", { window: "999999999999y" }), "PN1102", [1, "window"], "no window"],
  [() => count({ window: any(90) }), "PN1102", [0, "window"], "a value of type number"],
  [() => avg("fare", any(undefined)), "PN1102", [], "avg has no window"],
  [
    () => fileSource("a", { path: "a.csv", columns, eventTimestamp: any("att") }),
    "PN1103",
    [1, "eventTimestamp"],
    'source `a` has no column "att" to be its eventTimestamp',
  ],
  [
    () => fileSource("a", { path: "a.csv", columns, createdTimestamp: any("fare") }),
    "PN1103",
    [1, "createdTimestamp"],
    "must be a timestamp, but `fare` is double",
  ],
  [
    () => anchor("a", { source: trips, key: any(key("plaice", t.int32())), features }),
    "PN1104",
    [0],
    "source `trips` has no column `plaice`",
  ],
  [
    () => anchor("a", { source: trips, key: any(key("place", t.string())), features }),
    "PN1104",
    [1],
    "key `place` is string, but column `place` of source `trips` is int",
  ],
  [() => fileSource("a", { path: "a.xlsx", columns }), "PN1105", [1, "path"], "cannot be told"],
  [() => fileSource("a", { path: "", columns }), "PN1105", [1, "path"], "has no path"],
  [() => fileSource("a", { path: "a.x", format: any("orc"), columns }), "PN1105", [1, "format"], '"orc"'],
  [() => fileSource("a", { path: "{yyyy}/{DD}.csv", columns }), "PN1105", [1, "path"], "{DD}"],
  [() => fileSource("a", { path: "{yyyy}/{dd}.csv", columns }), "PN1105", [1, "path"], "{MM}"],
  [() => fileSource("a", { path: "{yyyy}.csv", columns }), "PN1105", [1, "path"], "eventTimestamp"],
  [
    () => fileSource("a", { path: "a.csv", missingPartitions: "error", columns }),
    "PN1111",
    [1, "missingPartitions"],
    "no partitions",
  ],
  [
    () => postgresSource("a", { connection: "postgres://u:secret@h/d", table: "t", columns }),
    "PN1110",
    [1, "connection"],
    "password",
  ],
  [() => postgresSource("a", { connection: "postgres://h/d", columns }), "PN1111", [1], "neither"],
  [
    () => postgresSource("a", { connection: "postgres://h/d", table: "t", query: "SELECT 1", columns }),
    "PN1111",
    [1],
    "a table and a query",
  ],
  [
    () => fileSource("a", { path: "a.parquet", delimiter: ";", columns }),
    "PN1105",
    [1, "delimiter"],
    "parquet files have no delimiter",
  ],
  [() => fileSource("a", { path: "a.csv", delimiter: ";;", columns }), "PN1105", [1, "delimiter"], '";;"'],
  [() => expr(""), "PN1106", [0], "an expression is empty"],
  [() => percentile("fare", { p: 1.5, window: "1d" }), "PN1115", [1, "p"], "`p` of percentile is 1.5"],
  [() => lastN("fare", { n: -1, window: "1d" }), "PN1115", [1, "n"], "`n` of lastN is -1"],
  [
    () => sum("fare", { window: "1d", groupBy: "place", limit: 0 }),
    "PN1115",
    [1, "limit"],
    "`limit` of sum is 0",
  ],
  [() => expr(any(1)), "PN1106", [0], "not a text"],
  [() => avg("fare", { window: "1d", filter: " " }), "PN1106", [1, "filter"], "empty"],
  [() => expr("fare").describe(any(3)), "PN1106", [0], "description"],
  [() => expr("fare").tag(any({ a: 3 })), "PN1106", [0], '"a"'],
  [() => t.decimal(39, 0), "PN1107", [], "decimal(39, 0)"],
  [() => t.decimal(3, 4), "PN1107", [], "decimal(3, 4)"],
  [() => t.array(t.timestamp({ format: "epoch" })), "PN1107", [0], "nested"],
  [() => t.struct({ a: any("int") }), "PN1107", [0, "a"], "no type"],
  [() => expr("fare").as(any(t.timestamp())), "PN1107", [0], "a feature cannot be of type timestamp"],
  [() => expr("fare").as(any("float")), "PN1107", [0], '"float"'],
  [() => key("tags", any(t.array(t.string()))), "PN1107", [1], "array"],
  [() => anchor("a", { source: request, key: any(place), features }), "PN1108", [1, "key"], "has a key"],
  [() => anchor("a", any({ source: trips, features })), "PN1108", [], "anchor `a` has no key"],
  [
    () => anchor("a", any({ source: "trips", key: place, features })),
    "PN1108",
    [1, "source"],
    '"trips", not a source',
  ],
  [
    () => anchor("a", any({ source: request, features: { f_a: avg("amount", { window: "1d" }) } })),
    "PN1108",
    [1, "features", "f_a"],
    "no rows",
  ],
  [
    () =>
      anchor(
        "a",
        any({
          source: fileSource("timeless", { path: "a.csv", columns }),
          key: place,
          features: { f_a: avg("fare", { window: "1d" }) },
        }),
      ),
    "PN1108",
    [1, "features", "f_a"],
    "needs times",
  ],
  [() => derived("f_x", { inputs: {}, transform: "1" }), "PN1109", [1, "inputs"], "no inputs"],
  [
    () => derived("f_x", { inputs: { a: any(expr("fare")) }, transform: "a" }),
    "PN1109",
    [1, "inputs", "a"],
    "not a feature",
  ],
  [() => lookup("x", { base: f_fare, expansion: f_fare }), "PN1101", [0], '"x"'],
  [
    () => lookup("f_x", { base: any(1), expansion: f_fare }),
    "PN1118",
    [1, "base"],
    "a value of type number, not a feature",
  ],
  [
    () => lookup("f_x", { base: any({ place: expr("fare") }), expansion: f_fare }),
    "PN1118",
    [1, "base", "place"],
    "not a feature",
  ],
  [
    () => lookup("f_x", { base: any({ ["__proto__"]: f_fare }), expansion: f_fare }),
    "PN1118",
    [1, "base", "__proto__"],
    "has no key `__proto__`",
  ],
  [
    () => lookup("f_x", { base: f_fare, expansion: any(request) }),
    "PN1118",
    [1, "expansion"],
    "not a feature",
  ],
  [
    () => lookup("f_x", { base: f_fare, expansion: f_fare, aggregation: any("toString") }),
    "PN1118",
    [1, "aggregation"],
    '"toString"',
  ],
  [() => env("A-B"), "PN1110", [0], '"A-B"'],
  [() => secret(any(undefined)), "PN1110", [0], "undefined"],
  [() => redisStore({ url: "redis://user:pw@host:6379" }), "PN1110", [0, "url"], "password"],
  [() => redisStore({ url: env("R", "redis://:pw@host") }), "PN1110", [0, "url"], "password"],
  [() => redisStore({ url: "redis://host", password: any("pw") }), "PN1110", [0, "password"], "password"],
  [() => fileSource("a", { path: "a.csv", columns, maxRejected: -1 }), "PN1111", [1, "maxRejected"], "-1"],
  [
    () => fileSource("a", { path: "a.csv", columns, maxRejected: "101%" }),
    "PN1111",
    [1, "maxRejected"],
    "101%",
  ],
  [() => defineConfig({ definitions: [] }), "PN1111", [0, "definitions"], "definitions"],
  [
    () => defineConfig({ definitions: ["a.ts"], timeZone: "Mars/Base" }),
    "PN1111",
    [0, "timeZone"],
    "Mars/Base",
  ],
  [() => defineConfig({ definitions: ["a.ts"], timeZone: "+02:00" }), "PN1111", [0, "timeZone"], "+02:00"],
  [
    () => defineConfig({ definitions: ["a.ts"], windowBounds: any("[]") }),
    "PN1111",
    [0, "windowBounds"],
    "[]",
  ],
  [() => defineConfig({ definitions: ["a.ts"], name: "my project" }), "PN1101", [0, "name"], "project"],
  [
    () => anchor("a", { source: trips, key: [place, place], features }),
    "PN1112",
    [1, "key"],
    "two keys `place`",
  ],
  [() => fileSource("a", { path: "a.csv", columns: {} }), "PN1113", [1, "columns"], "no columns"],
  [
    () => fileSource("a", { path: "a.csv", columns: { a: any("int") } }),
    "PN1113",
    [1, "columns", "a"],
    '"int", not a type',
  ],
  [() => anchor("a", { source: trips, key: place, features: {} }), "PN1114", [1, "features"], "no features"],
];

test.each(mistakes.map(([build, code, path, piece]) => ({ build, code, path, piece })))(
  "$code at $path: $piece",
  ({ build, code, path, piece }) => {
    const error = mistake(build);
    expect(error.code).toBe(code);
    expect(error.message).toContain(piece);
    expect(error.message).not.toMatch(/\.$/);
    expect(error.place.path).toEqual(path);
    expect(error.place.site).toMatch(/errors\.test\.ts:\d+:\d+/);
  },
);

test("a key that misses its column names the similar one", () => {
  const error = mistake(() => anchor("a", { source: trips, key: any(key("plaice", t.int32())), features }));
  expect(error.help).toBe("did you mean `place`?");
  expect(error.related.map((each) => each.message)).toEqual([
    "similar column declared here",
    "the key is used here",
  ]);
  expect(error.related[0]?.path).toEqual([1, "columns", "place"]);
});

test("formats follow the extension, whatever its case and compression", () => {
  const formats = ["a.csv", "a.TSV", "b/*.parquet", "a.jsonl", "a.ndjson", "a.csv.gz"].map(
    (path) => fileSource("a", { path, columns }).format,
  );
  expect(formats).toEqual(["csv", "tsv", "parquet", "jsonl", "jsonl", "csv"]);
});

test("a configuration has its defaults written out", () => {
  expect(defineConfig({ definitions: ["features/*.ts"] })).toMatchObject({
    definitions: ["features/*.ts"],
    timeZone: "UTC",
    windowBounds: "[)",
    stores: {},
  });
  const config = defineConfig({
    name: "taxi",
    definitions: ["a.ts"],
    timeZone: "America/Los_Angeles",
    windowBounds: "(]",
    maxRejected: 10,
    stores: {
      online: redisStore({ url: env("REDIS_URL", "redis://localhost"), password: secret("REDIS_PASSWORD") }),
      offline: folderStore({ path: "offline" }),
    },
  });
  expect(config).toMatchObject({
    maxRejected: { kind: "rows", value: 10 },
    stores: {
      online: { kind: "redis", password: { kind: "env", name: "REDIS_PASSWORD" } },
      offline: { kind: "folder", path: "offline", format: "parquet" },
    },
  });
  expect(embeddedStore()).toEqual({ kind: "embedded", path: ".pinion/store" });
});
