import { openClient, servedSink, type Client } from "@pinion/runtime";
import type { HttpServer } from "@pinion/runtime/http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compiledProject } from "../support/compiled.js";
import { config, IMPORTS, type TestProject } from "../support/project.js";
import { ask, jsonOf, serve } from "./support/served.js";

/* Columns with formats, in what callers send; a stream's table beside a file's. */

const FEATURES = `${IMPORTS.replace("import {", "import { json, localLog,")}
const zone = key("zone", t.int32());
const rides = fileSource("rides", { path: "rides.csv", columns: { zone: t.int32(), at: t.timestamp() }, eventTimestamp: "at" });
const clicks = localLog("clicks", {
  path: "clicks.jsonl",
  schema: json(),
  columns: { zone: t.int32(), at: t.timestamp({ format: "epoch_millis" }), day: t.date({ format: "dd/MM/yyyy" }) },
  eventTimestamp: "at",
});
const now = requestSource("now", { columns: { t: t.timestamp({ format: "epoch_millis" }), d: t.date({ format: "dd/MM/yyyy" }) } });
export const clicked = anchor("clicked", { source: clicks, key: zone, features: { f_at: expr("CAST(at AS STRING)"), f_day: expr("CAST(day AS STRING)") } });
export const zones = anchor("zones", { source: rides, key: zone, features: { f_rides: count({ window: "90d" }) } });
export const asked = anchor("asked", { source: now, features: { f_t: expr("CAST(t AS STRING)"), f_d: expr("CAST(d AS STRING)") } });
`;

describe("columns of a source with formats", () => {
  let project: TestProject;
  let client: Client<Record<string, never>>;
  let server: HttpServer;
  beforeAll(async () => {
    project = await compiledProject({
      "pinion.config.ts": config(),
      "features.ts": FEATURES,
      "rides.csv": "zone,at\n1,2024-03-01 10:00:00\n",
      "clicks.jsonl": "",
    });
    client = await openClient({ project: project.dir });
    server = await serve({ client });
  });
  afterAll(async () => {
    await server.stop();
    await client.close();
    project.remove();
  });
  const post = async (path: string, body: unknown) => {
    const { status, text } = await ask(server.address + path, body);
    return { status, json: JSON.parse(text) as Record<string, unknown> };
  };
  const row = async (table: string) => jsonOf(await ask(`${server.address}/v1/tables/${table}/1`));

  it("are read by them from request rows", async () => {
    const features = ["f_t", "f_d"];
    const texts = { t: "2026-01-01T00:00:00Z", d: "2026-01-01" };
    const asked = (request: object) => post("/v1/features", { features, entities: [{}], request: [request] });
    const values = ["2026-01-01 00:00:00", "2026-01-01"];
    for (const given of [
      { t: 1767225600000, d: "01/01/2026" },
      { t: "1767225600000", d: "01/01/2026" },
      texts,
    ]) {
      expect((await asked(given)).json, JSON.stringify(given)).toEqual({ features, rows: [{ values }] });
    }
    const feast = await post("/get-online-features", {
      features: ["asked:f_t"],
      entities: { t: [1767225600000] },
    });
    expect(feast.json).toMatchObject({ results: [{ values: [values[0]] }] });
    expect(await asked({ ...texts, t: "soon" })).toMatchObject({
      status: 422,
      json: { error: { code: "PN7011", help: expect.stringContaining("epoch_millis") as string } },
    });
    const given = new Date("2026-01-01");
    const { rows } = await client.getFeatures({
      features,
      entities: [{}],
      request: [{ t: given, d: given }],
    });
    expect(rows[0]?.values).toEqual(values);
  });

  it("are read by them from rows that are pushed", async () => {
    const df = { zone: [1], at: [1767225600000], day: ["02/01/2026"] };
    expect(await post("/push", { push_source_name: "clicks", df })).toMatchObject({ status: 200 });
    expect(await row("clicked")).toMatchObject({
      asOf: "2026-01-01T00:00:00Z",
      features: { f_at: "2026-01-01 00:00:00", f_day: "2026-01-02" },
    });
  });

  it("of a stream are no job's: all tables are materialised but these", async () => {
    const df = { zone: [1], at: [1767225600000], day: ["02/01/2026"] };
    await post("/push", { push_source_name: "clicks", df });
    const job = await client.materializeFeatures({
      name: "zones",
      sinks: [servedSink({ tableName: "zones" })],
      featureNames: ["f_rides"] as never[],
      backfillTime: { end: "2024-03-02" },
    });
    await job.wait();
    const all = await post("/materialize-incremental", { end_ts: "2024-03-09T00:00:00" });
    expect(all).toEqual({ status: 200, json: null });
    expect(await row("zones")).toMatchObject({ asOf: "2024-03-09T00:00:00Z", features: { f_rides: 1 } });
    expect(await row("clicked")).toMatchObject({ asOf: "2026-01-01T00:00:00Z" });
    const named = await post("/materialize-incremental", {
      end_ts: "2024-03-09",
      feature_views: ["clicked"],
    });
    expect(named).toMatchObject({ status: 422, json: { error: { code: "PN7051" } } });
  });
});
