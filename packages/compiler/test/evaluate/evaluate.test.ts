import { existsSync } from "node:fs";
import { join } from "node:path";
import { DEFINITION } from "@pinion/dsl";
import { expect, test } from "vitest";
import { evaluateProject } from "../../src/evaluate/index.js";
import { project } from "./project.js";

const TRIPS = `import { anchor, avg as mean, count, derived, expr, fileSource, key, t } from "@pinion/dsl";
import * as dsl from "@pinion/dsl";
import { FARE } from "../shared/expressions.js";

export const trips = fileSource("trips", {
  path: dsl.env("TAXI_CSV", "data/trips.csv"),
  columns: { dropoff: t.timestamp(), location: t.int32(), fare: t.double() },
  eventTimestamp: "dropoff",
});
const location = key("location", t.int32());
const fares = anchor("fares", {
  source: trips,
  key: location,
  features: {
    f_avg: mean(FARE, { window: "90d" }).as(t.float()),
    f_fare: expr("fare"),
    f_max: dsl.max("fare", { window: "1d", filter: "fare > 0" }),
    f_n: count({ window: "2w" }),
  },
});
const { f_avg, f_fare } = fares.features;
const ratio = derived("f_ratio", { inputs: { f_fare, f_avg }, transform: "f_fare / f_avg" })
  .describe("how dear")
  .as(t.double());
export const everything = { list: [fares, new Map([["x", ratio]])], other: 42, nothing: null };
`;

test("definitions come out with the places they were written at", async () => {
  const folder = project({
    "features/trips.ts": TRIPS,
    "shared/expressions.ts": 'export const FARE = "cast_float(fare)";\n',
  });
  const result = await evaluateProject(folder);
  expect(result.files).toEqual(["features/trips.ts"]);
  expect(result.inputs).toEqual(["features/trips.ts", "pinion.config.ts", "shared/expressions.ts"]);
  expect(result.config).toMatchObject({ timeZone: "UTC", windowBounds: "[)", site: "pinion.config.ts:2:16" });
  expect(result.sources).toMatchObject([
    { name: "trips", site: "features/trips.ts:5:22", path: { kind: "env", name: "TAXI_CSV" } },
  ]);
  expect(result.keys).toMatchObject([{ name: "location", site: "features/trips.ts:10:18" }]);
  expect(result.anchors).toMatchObject([{ name: "fares", site: "features/trips.ts:11:15" }]);
  expect(result.features.map(({ name, site }) => [name, site])).toEqual([
    ["f_avg", "features/trips.ts:15:12"],
    ["f_fare", "features/trips.ts:16:13"],
    ["f_max", "features/trips.ts:17:16"],
    ["f_n", "features/trips.ts:18:10"],
  ]);
  expect(result.derived).toMatchObject([
    {
      name: "f_ratio",
      site: "features/trips.ts:22:15",
      description: "how dear",
      declared: { site: "features/trips.ts:24:4" },
    },
  ]);
});

test("definitions keep their identities and brands", async () => {
  const folder = project({
    "features/trips.ts": TRIPS,
    "shared/expressions.ts": 'export const FARE = "fare";',
  });
  const { sources, anchors, features, derived } = await evaluateProject(folder);
  const [anchor] = anchors;
  expect(anchor?.source).toBe(sources[0]);
  expect(Object.values(anchor?.features ?? {})).toEqual(features);
  expect(features[0]?.source).toBe(sources[0]);
  expect(derived[0]?.inputs[0]?.feature).toBe(features[1]);
  expect([sources[0], anchor, features[0], derived[0]].map((each) => each?.[DEFINITION])).toEqual([
    "source",
    "anchor",
    "feature",
    "derived",
  ]);
  expect(Object.isFrozen(features[0])).toBe(true);
});

test("nothing is left behind in the project", async () => {
  const folder = project({
    "features/trips.ts": TRIPS,
    "shared/expressions.ts": 'export const FARE = "fare";',
  });
  await evaluateProject(folder);
  expect(existsSync(join(folder, ".pinion"))).toBe(false);
});

test("long chains of derived features, large exports and tags of any name", async () => {
  const folder = project({
    "features/a.ts": `import { anchor, derived, expr, fileSource, key, t, type AnyFeature } from "@pinion/dsl";
const source = fileSource("source", { path: "a.csv", columns: { x: t.int32() } });
const tags = { site: "at file:///x.ts:1:2", ["__proto__"]: "p" };
const base = anchor("base", { source, key: key("x", t.int32()), features: { f_0: expr("x").tag(tags) } });
let at: AnyFeature = base.features.f_0;
for (let i = 1; i < 3000; i++) at = derived("f_" + i, { inputs: { at }, transform: "at + 1" });
export { at };
export const other = Array.from({ length: 300_000 }, (_, i) => ({ i }));
`,
  });
  const { derived, features, anchors } = await evaluateProject(folder);
  expect(derived).toHaveLength(2_999);
  expect(anchors).toEqual([]);
  expect(features.map((feature) => [feature.name, Object.entries(feature.tags ?? {})])).toEqual([
    [
      "f_0",
      [
        ["site", "at file:///x.ts:1:2"],
        ["__proto__", "p"],
      ],
    ],
  ]);
});
