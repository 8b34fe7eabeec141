import { describe, expect, it } from "vitest";
import { AGGREGATE_OPS } from "@pinion/core";
import { compiled, marked, refused, trips } from "./compiled.js";

const IMPORTS = `import {
  anchor, approxCountDistinct, approxPercentile, avg, bucketedCount, bucketedSum, count, countDistinct, decayedAvg,
  decayedCount, decayedSum, derived, distinct, expr, fileSource, first, firstN, key, kurtosis, lastN, latest, max, median,
  min, mode, percentile, requestSource, skewness, stddev, sum, t, topK, variance, withKey,
} from "@pinion/dsl";`;

/** The project of trips, with every builder at hand. */
const project = (features: string, more = ""): string =>
  trips(features, more).replace(/^import .* from "@pinion\/dsl";/mu, IMPORTS);

/** A builder's call and the type of its feature. */
const FEATURES: Readonly<Record<(typeof AGGREGATE_OPS)[number], readonly [call: string, type: string]>> = {
  sum: ['sum("units", { window: "7d" })', "bigint"],
  count: ['count({ window: "7d" })', "bigint"],
  avg: ['avg("seats", { window: "7d" })', "double"],
  min: ['min("payment", { window: "7d" })', "string"],
  max: ['max("tip", { window: "7d" })', "float"],
  latest: ['latest("tags", { window: "7d" })', "array<string>"],
  first: ['first("paid", { window: "7d" })', "boolean"],
  lastN: ['lastN("payment", { n: 3, window: "7d" })', "array<string>"],
  firstN: ['firstN("seats", { n: 3, window: "7d" })', "array<int>"],
  countDistinct: ['countDistinct("payment", { window: "7d" })', "bigint"],
  approxCountDistinct: ['approxCountDistinct("payment", { precision: 14, window: "7d" })', "bigint"],
  distinct: ['distinct("payment", { window: "7d" })', "array<string>"],
  variance: ['variance("price", { window: "7d" })', "double"],
  stddev: ['stddev("fare", { window: "7d" })', "double"],
  skewness: ['skewness("fare", { window: "7d" })', "double"],
  kurtosis: ['kurtosis("fare", { window: "7d" })', "double"],
  median: ['median("fare", { window: "7d" })', "double"],
  percentile: ['percentile("fare", { p: 0.95, window: "7d" })', "double"],
  approxPercentile: ['approxPercentile("fare", { p: 0.95, compression: 300, window: "7d" })', "double"],
  topK: ['topK("payment", { n: 2, window: "7d" })', "array<string>"],
  mode: ['mode("units", { window: "7d" })', "bigint"],
  bucketedCount: ['bucketedCount("fare", { boundaries: [0, 10.5], window: "7d" })', "array<bigint>"],
  bucketedSum: ['bucketedSum("units", { boundaries: [0], window: "7d" })', "array<bigint>"],
  decayedSum: ['decayedSum("fare", { halfLife: "1d", window: "7d" })', "double"],
  decayedCount: ['decayedCount({ halfLife: "1d", window: "7d" })', "double"],
  decayedAvg: ['decayedAvg("fare", { halfLife: "12h", window: "7d" })', "double"],
};

describe("aggregates", () => {
  it("have a builder each, whose feature has the aggregate's type", async () => {
    const features = AGGREGATE_OPS.map((op) => `f_${op}: ${FEATURES[op][0]},`).join("\n");
    const { manifest } = await compiled(project(features));
    const types = new Map(manifest.features.map(({ name, type }) => [name, type]));
    expect(types).toEqual(new Map(AGGREGATE_OPS.toSorted().map((op) => [`f_${op}`, FEATURES[op][1]])));
  });

  it("carry what they are told", async () => {
    const { manifest } = await compiled(
      project(`
        f_late: percentile("fare", { p: 0.95, window: "7d", filter: "paid" }),
        f_recent: decayedSum("fare", { halfLife: "12h", window: "7d" }),
        f_rough: approxCountDistinct("payment", { window: "7d" }),
        f_spread: bucketedCount("fare", { boundaries: [-1.5, 0], window: "7d" }),
      `),
    );
    const [late, recent, rough, spread] = manifest.plans[0]?.aggregates ?? [];
    expect(late).toMatchObject({ op: "percentile", parameters: { percentage: 0.95 }, filter: 2 });
    expect(recent).toMatchObject({ op: "decayedSum", parameters: { halfLifeMicros: 43_200_000_000 } });
    expect(rough).not.toHaveProperty("parameters");
    expect(spread).toMatchObject({ op: "bucketedCount", parameters: { boundaries: [-1.5, 0] } });
  });

  it("share one partial over all windows that say the same, and no other", async () => {
    const { manifest } = await compiled(
      project(`
        f_1: percentile("fare", { p: 0.95, window: "7d" }),
        f_2: percentile("fare", { p: 0.95, window: "90d" }),
        f_3: percentile("fare", { p: 0.5, window: "7d" }),
        f_4: sum("fare", { window: "7d", groupBy: "payment" }),
        f_5: sum("fare", { window: "90d", groupBy: "payment" }),
        f_6: sum("fare", { window: "90d", groupBy: "payment", limit: 3 }),
      `),
    );
    const partial = (name: string): number | undefined => {
      const feature = manifest.features.find((one) => one.name === name);
      return feature?.kind === "window" ? feature.aggregate : undefined;
    };
    expect([1, 2, 3, 4, 5, 6].map((i) => partial(`f_${i}`))).toEqual([0, 0, 1, 2, 2, 3]);
  });

  it("pool vectors element by element", async () => {
    const { manifest } = await compiled(
      project(
        'f_pool: avg("array(fare, tip)", { window: "7d" }).as(t.array(t.float())), f_most: max("array(seats)", { window: "7d" })',
      ),
    );
    expect(manifest.features.map(({ type }) => type)).toEqual(["array<int>", "array<float>"]);
  });

  it("by terms are maps, limited where values can be compared", async () => {
    const { manifest, artifacts } = await compiled(
      project(
        'f_fares: sum("fare", { window: "7d", groupBy: "payment", limit: 5 }), f_seen: lastN("seats", { n: 2, window: "7d", groupBy: "paid" })',
      ),
    );
    expect(manifest.features.map(({ type }) => type)).toEqual([
      "map<string,double>",
      "map<boolean,array<int>>",
    ]);
    expect(manifest.plans[0]?.aggregates[0]).toMatchObject({
      groupByType: "string",
      limit: 5,
      type: "map<string,double>",
    });
    expect(artifacts.get("client.d.ts")).toContain(
      '"f_fares": readonly (readonly [string, number | null])[] | null;',
    );
  });

  it("are refused what they do not take, at the place of it", async () => {
    const cases: readonly (readonly [feature: string, code: string, under: string | undefined])[] = [
      ['lastN("fare", { n: 0, window: "7d" })', "PN1115", "0"],
      ['percentile("fare", { p: 95, window: "7d" })', "PN1115", "95"],
      ['bucketedCount("fare", { boundaries: [3, 3], window: "7d" })', "PN1115", "[3, 3]"],
      ['approxCountDistinct("fare", { precision: 99, window: "7d" })', "PN1115", "99"],
      ['decayedSum("fare", { halfLife: "1 day", window: "7d" })', "PN1102", '"1 day"'],
      ['sum("fare", { limit: 3, window: "7d" })', "PN1115", "3"],
      ['median("payment", { window: "7d" })', "PN3004", "payment"],
      ['topK("tags", { n: 2, window: "7d" })', "PN3004", "tags"],
      ['sum("array(payment)", { window: "7d" })', "PN3004", "array(payment)"],
      ['sum("fare", { window: "7d", groupBy: "tags" })', "PN3010", "tags"],
      ['distinct("fare", { window: "7d", groupBy: "payment", limit: 2 })', "PN3010", "payment"],
      ['sum("price", { window: "7d", groupBy: "payment" })', "PN3002", undefined],
    ];
    for (const [feature, code, under] of cases) {
      const text = project(`f_wrong: ${feature}`);
      const [diagnostic, ...others] = await refused(text);
      expect([diagnostic?.code, others.length], feature).toEqual([code, 0]);
      if (under !== undefined && diagnostic !== undefined)
        expect(marked(text, diagnostic), feature).toBe(under);
    }
  });
});

describe("defaults", () => {
  it("are of the feature's type, and leave no null to the client", async () => {
    const { manifest, artifacts } = await compiled(
      project(
        'f_fare: avg("fare", { window: "7d" }).default(0), f_units: expr("units").default(9007199254740993n)',
      ),
    );
    expect(manifest.features.map((feature) => feature.default)).toEqual([0, "9007199254740993"]);
    expect(artifacts.get("client.d.ts")).toContain('"f_fare": number;');
  });

  it("of another type are refused", async () => {
    const text = project('f_fare: avg("fare", { window: "7d" }).default("none")');
    const [diagnostic] = await refused(text);
    expect(diagnostic?.code).toBe("PN3009");
    expect(diagnostic === undefined ? "" : marked(text, diagnostic)).toBe('"none"');
  });
});

describe("one feature under two keys", () => {
  it("is two features of one computation", async () => {
    const { manifest } = await compiled(
      project(
        'f_fare: avg("fare", { window: "7d" })',
        `const { f_fare } = taxi.features;
        const f_from = withKey("f_from", f_fare, "origin");
        const f_to = withKey("f_to", f_fare, { zone: "destination" });
        export const ratio = derived("f_ratio", { inputs: { f_from, f_to }, transform: "f_from / f_to" });`,
      ),
    );
    const aliasOf = manifest.features.map((one) => (one.kind === "window" ? one.aliasOf : undefined));
    expect(manifest.features.map(({ name, keys }, i) => [name, keys, aliasOf[i]])).toEqual([
      ["f_fare", ["zone"], undefined],
      ["f_from", ["origin"], "f_fare"],
      ["f_ratio", ["origin", "destination"], undefined],
      ["f_to", ["destination"], "f_fare"],
    ]);
    expect(manifest.plans[0]?.groups.map(({ outputs }) => outputs)).toEqual([[0], [0], [0]]);
  });

  it("takes names for keys that the feature has", async () => {
    const text = project(
      'f_fare: avg("fare", { window: "7d" })',
      'export const f_from = withKey("f_from", taxi.features.f_fare, { place: "origin" });',
    );
    const [diagnostic] = await refused(text);
    expect(diagnostic?.code).toBe("PN1112");
  });
});
