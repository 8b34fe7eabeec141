import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { validateManifest } from "@pinion/core";
import { describe, expect, it } from "vitest";
import { compileProject } from "../../src/index.js";

const compile = (features: string) => {
  const dir = mkdtempSync(join(tmpdir(), "pinion-stream-"));
  writeFileSync(
    join(dir, "pinion.config.ts"),
    'import { defineConfig } from "@pinion/dsl";\nexport default defineConfig({ name: "s", definitions: ["f.ts"] });',
  );
  writeFileSync(join(dir, "f.ts"), features);
  return compileProject(dir);
};

const SOURCE = `import { anchor, avro, derived, env, expr, kafkaSource, key, secret, sum, t } from "@pinion/dsl";
const trips = kafkaSource("trips", {
  brokers: env("BROKERS"), topics: ["driver-trips"],
  schema: avro({ type: "record", name: "DriverTrips", fields: [
    { name: "driver_id", type: "long" }, { name: "trips_today", type: ["null", "int"] },
    { name: "datetime", type: { type: "long", logicalType: "timestamp-micros" } } ] }),
  eventTimestamp: "datetime", allowedLateness: "10m", deadLetters: { topic: "dead" },
  security: { tls: true, sasl: { mechanism: "plain", username: "me", password: secret("PW") } },
});
export const driver = key("driver_id", t.int64());`;

describe("a stream source", () => {
  it("has one row program for its features, and its settings in the manifest, no secret among them", async () => {
    const result = await compile(`${SOURCE}
export const a = anchor("a", { source: trips, key: driver, features: {
  f_next: expr("trips_today + 1").as(t.int32()),
  f_trips_7d: sum("trips_today", { window: "7d" }).as(t.int64()),
} });
export const twice = derived("f_twice", { inputs: { f_next: a.features.f_next }, transform: "f_next * 2" });`);
    if (result.kind === "failed") return expect(result.diagnostics).toEqual([]);
    const manifest = validateManifest(JSON.parse(result.artifacts.get("manifest.json") ?? ""));
    expect(manifest.sources[0]).toMatchObject({
      kind: "stream",
      transport: {
        kind: "kafka",
        brokers: [{ env: "BROKERS" }],
        topics: ["driver-trips"],
        security: { tls: {}, sasl: { mechanism: "plain", username: "me", password: { env: "PW" } } },
      },
      columns: [
        { name: "driver_id", type: "bigint", nullable: false },
        { name: "trips_today", type: "int", nullable: true },
        { name: "datetime", type: "timestamp", format: "epoch_micros" },
      ],
      eventTimestamp: "datetime",
      allowedLatenessMicros: 600_000_000,
      deadLetters: { topic: "dead" },
    });
    expect(manifest.plans[0]?.program.inputs.map(({ name }) => name)).toEqual(["driver_id", "trips_today"]);
    expect(result.artifacts.get("evaluators.js")).not.toContain("kernel_s1");
  });

  it.each([
    [
      'history: { path: env("OLD") }',
      { path: { env: "OLD" }, partition: "kafka_partition", offset: "kafka_offset" },
    ],
    [
      'history: { path: "old/*.parquet", partition: "p", offset: "o", topic: "t" }',
      { path: "old/*.parquet", partition: "p", offset: "o", topic: "t" },
    ],
  ])("has its history in the manifest: %s", async (written, history) => {
    const result = await compile(`${SOURCE.replace("eventTimestamp", `${written}, eventTimestamp`)}
export const a = anchor("a", { source: trips, key: driver, features: { f_next: expr("trips_today + 1") } });`);
    if (result.kind === "failed") return expect(result.diagnostics).toEqual([]);
    const manifest = validateManifest(JSON.parse(result.artifacts.get("manifest.json") ?? ""));
    expect(manifest.sources[0]).toMatchObject({ history });
  });

  it.each([
    ['topics: ["a", "b"], history: { path: "old.parquet" }', "does not tell its topics apart"],
    ['topics: ["a"], history: { path: "" }', "names no path"],
  ])("refuses a history that cannot be read: %s", async (written, message) => {
    const result = await compile(`${SOURCE.replace('topics: ["driver-trips"]', written)}
export const a = anchor("a", { source: trips, key: driver, features: { f_next: expr("trips_today + 1") } });`);
    expect(result).toMatchObject({
      kind: "failed",
      diagnostics: [{ code: "PN1151", message: expect.stringContaining(message) }],
    });
  });

  it("has its mistakes found at build time", async () => {
    const result = await compile(`${SOURCE}
export const a = anchor("a", { source: trips, key: driver, features: { f_next: expr("trips_todai + 1") } });`);
    expect(result).toMatchObject({
      kind: "failed",
      diagnostics: [{ code: "PN2104", help: "did you mean `trips_today`?" }],
    });
  });
});
