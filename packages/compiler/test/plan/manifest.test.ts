import { manifestHash, validateManifest } from "@pinion/core";
import { describe, expect, it } from "vitest";
import { compiled, trips } from "./compiled.js";

const FEATURES = `
    f_fare: expr("fare * 2").describe("twice the fare").tag({ team: "a", area: "b" }),
    f_again: expr("2 * fare"),
    f_same: expr("FARE*2"),
    f_avg_7: avg("tip", { window: "7d" }),
    f_avg_30: avg("tip", { window: "30d" }).as(t.float()),
    f_avg_paid: avg("tip", { window: "30d", filter: "paid" }),
    f_n: count({ window: "1h" }),
    f_n_tip: count("tip", { window: "1h" }),
`;
const MORE = `
export const area = anchor("area", {
  source: trips,
  key: [key("zone", t.int64()), key("town", t.string(), { expression: "upper(payment)" })],
  features: { f_area: max("fare", { window: "36h" }) },
});
export const asked = anchor("asked", {
  source: requestSource("request", { columns: { age: t.int32({ nullable: false }) } }),
  features: { f_age: expr("age + 1") },
});
export const sum2 = derived("f_sum", {
  inputs: { a: taxi.features.f_fare, b: asked.features.f_age },
  transform: "a + b",
});
export const sum3 = derived("f_sum_more", { inputs: { s: sum2, area: area.features.f_area }, transform: "s * area" });
`;

describe("a manifest", () => {
  it("holds what the runtime needs, each thing computed once", async () => {
    const { manifest } = await compiled(trips(FEATURES, MORE));
    const feature = (name: string) => manifest.features.find((each) => each.name === name);
    const plan = manifest.plans.find(({ source }) => source === "trips");
    if (plan === undefined) throw new Error("no plan");

    expect(feature("f_same")).toMatchObject({
      kind: "row",
      output: 0 + (feature("f_fare") as { output: number }).output,
    });
    expect(feature("f_fare")).toMatchObject({
      description: "twice the fare",
      tags: { area: "b", team: "a" },
      place: { file: "features/a.ts", line: 25 },
      lineage: { columns: ["trips.fare"], features: [] },
    });
    expect(plan.groups.map(({ keys }) => keys)).toEqual([["zone"], ["zone", "town"]]);
    expect(plan.aggregates.map(({ op, group, filter }) => [op, group, filter !== undefined])).toEqual([
      ["max", 1, false],
      ["avg", 0, false],
      ["avg", 0, true],
      ["count", 0, false],
      ["count", 0, false],
    ]);
    expect(feature("f_avg_7")).toMatchObject({ aggregate: 1, windowMicros: 604_800_000_000 });
    expect(feature("f_avg_30")).toMatchObject({ aggregate: 1, type: "float", window: "30d" });
    expect(plan.aggregates[1]).toMatchObject({ argumentType: "float", type: "double" });
    expect(plan.program.inputs.map(({ name }) => name)).toEqual(["zone", "fare", "tip", "payment", "paid"]);
    expect(feature("f_sum_more")).toMatchObject({
      kind: "derived",
      keys: ["zone", "town"],
      inputs: [
        { name: "s", feature: "f_sum" },
        { name: "area", feature: "f_area" },
      ],
      lineage: { columns: ["request.age", "trips.fare"], features: ["f_area", "f_sum"] },
    });
    expect(feature("f_age")).toMatchObject({ keys: [], source: "request" });
  });

  it("is the same for the same definitions, whatever their order and folder", async () => {
    const lines = FEATURES.trim().split("\n");
    const [one, two, again] = [
      await compiled(trips(FEATURES, MORE)),
      await compiled(trips(FEATURES, MORE)),
      await compiled(trips(lines.toReversed().join("\n"), MORE)),
    ];
    // The project's name is its folder's.
    const text = (file: string, { artifacts }: typeof one) => artifacts.get(file);
    for (const file of ["evaluators.js", "evaluators.js.map", "client.d.ts", "sql/trips.sql"]) {
      expect(text(file, one)).toBe(text(file, two));
    }
    expect(text("client.d.ts", again)).toBe(text("client.d.ts", one));
    expect(text("evaluators.js", again)?.replace(/\/\/!.*/g, "")).toBe(
      text("evaluators.js", one)?.replace(/\/\/!.*/g, ""),
    );
    for (const [file, content] of one.artifacts) {
      const folder = file === "manifest.json" ? /"\/|node_modules/ : /pinion-project-|"\/|node_modules/;
      expect(content).not.toMatch(folder);
    }
  });

  it("is valid and says so by its hash", async () => {
    const { manifest, artifacts } = await compiled(trips(FEATURES, MORE));
    const read: unknown = JSON.parse(artifacts.get("manifest.json") ?? "");
    expect(validateManifest(read)).toEqual(manifest);
    expect(manifestHash(manifest)).toBe(manifest.hash);
  });

  it("types the client", async () => {
    const { artifacts } = await compiled(trips(FEATURES, MORE));
    const types = artifacts.get("client.d.ts") ?? "";
    expect(types).toContain('  /** twice the fare */\n  readonly "f_fare": number | null;');
    expect(types).toContain('readonly "f_n": number | bigint | null;');
    expect(types).toContain('readonly "f_area": readonly ["zone", "town"];');
  });
});
