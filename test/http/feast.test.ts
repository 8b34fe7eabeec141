import type { Client } from "@pinion/runtime";
import type { HttpServer } from "@pinion/runtime/http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ask, filledClient, jsonOf, serve } from "./support/served.js";

/* The shapes that Feast's clients send and read. */

describe("Feast's endpoints", () => {
  let client: Client<Record<string, never>>;
  let server: HttpServer;
  beforeAll(async () => {
    client = await filledClient();
    server = await serve({ client });
  });
  afterAll(async () => {
    await server.stop();
    await client.close();
  });
  const post = (path: string, body: unknown, init = {}) => ask(server.address + path, body, init);
  const online = (body: unknown) => post("/get-online-features", body);
  const row = async (table: string, key: string) =>
    jsonOf(await ask(`${server.address}/v1/tables/${table}/${key}`));

  it("answers by columns, join keys first", async () => {
    const answer = await online({
      features: ["zones:f_rides", "zones:f_note", "zones:f_avg_fare"],
      feature_service: null,
      entities: { zone: [1, 2, 99] },
      full_feature_names: false,
    });
    const then = "2024-03-07T00:00:00Z";
    const epoch = "1970-01-01T00:00:00Z";
    expect(jsonOf(answer)).toEqual({
      metadata: { feature_names: ["zone", "f_rides", "f_note", "f_avg_fare"] },
      results: [
        {
          values: [1, 2, 99],
          statuses: ["PRESENT", "PRESENT", "PRESENT"],
          event_timestamps: [epoch, epoch, epoch],
        },
        {
          values: [2, 1, null],
          statuses: ["PRESENT", "PRESENT", "NOT_FOUND"],
          event_timestamps: [then, then, epoch],
        },
        {
          values: [null, "b", null],
          statuses: ["NULL_VALUE", "PRESENT", "NOT_FOUND"],
          event_timestamps: [then, then, epoch],
        },
        {
          values: [6.25, null, null],
          statuses: ["PRESENT", "NULL_VALUE", "NOT_FOUND"],
          event_timestamps: [then, then, epoch],
        },
      ],
    });
  });

  it("gives full names, request columns through entities, integers in full digits", async () => {
    const answer = await online({
      features: ["zones:f_big", "surges:f_surge", "f_price:f_price"],
      entities: { zone: [1], surge: [1.5] },
      full_feature_names: true,
    });
    expect(jsonOf(answer)["metadata"]).toEqual({
      feature_names: ["zone", "zones__f_big", "surges__f_surge", "f_price__f_price"],
    });
    expect(answer.text).toContain('"values":[-9223372036854775808]');
    expect(answer.text).toContain('"values":[18.75]');
  });

  it("takes a body that names no type, and members that it does not know", async () => {
    // What Python's requests sends for `data=text`.
    const raw = '{"features":["zones:f_rides"],"entities":{"zone":[1]},"new_in_feast":1}';
    const response = await fetch(`${server.address}/get-online-features`, {
      method: "POST",
      body: Buffer.from(raw),
    });
    expect(response.status).toBe(200);
  });

  it.each([
    [{ features: ["zones:f_nothing"], entities: { zone: [1] } }, 404, "PN7001"],
    [{ features: ["nowhere:f_rides"], entities: { zone: [1] } }, 404, "PN7002"],
    [{ features: ["zones:f_rides"], entities: { zone: [1], rider: ["a", "b"] } }, 422, "PN9002"],
    [{ features: ["zones:f_rides"], entities: [{ zone: 1 }] }, 422, "PN9002"],
    [{ features: ["f_rides"], entities: { zone: [1] } }, 422, "PN9002"],
    [{ features: ["zones:f_rides"], entities: { driver: [1] } }, 422, "PN7004"],
    [{ features: ["zones:f_rides"], entities: { zone: [null] } }, 422, "PN9002"],
    [{ features: ["zones:f_rides"], entities: {} }, 200, undefined],
    [{ feature_service: "mine", entities: { zone: [1] } }, 404, "PN7001"],
  ])("answers %j with %i", async (body, status, code) => {
    const answer = await online(body);
    expect([answer.status, (jsonOf(answer)["error"] as { code?: string } | undefined)?.code]).toEqual([
      status,
      code,
    ]);
    if (code !== undefined) expect(jsonOf(answer)["detail"]).toEqual(expect.any(String));
  });

  // What feast 0.67.0 sends and reads: `online_store: { type: remote }`, its `requests` session, and `write_to_online_store`.
  it("answers Feast's own client", async () => {
    const headers = {
      accept: "*/*",
      "user-agent": "python-requests/2.32.5",
      "content-type": "application/json",
    };
    const read = await post(
      "/get-online-features",
      {
        entities: { zone: [1, 99], other: ["x", "y"] },
        full_feature_names: false,
        include_feature_view_version_metadata: false,
        features: ["zones:f_rides", "zones:f_wild", "zones:f_tags"],
      },
      { headers },
    );
    expect(read.headers.get("content-type")).toMatch(/^application\/json/u);
    expect(jsonOf(read)).toMatchObject({
      metadata: { feature_names: ["zone", "f_rides", "f_wild", "f_tags"] },
      results: [
        { values: [1, 99], statuses: ["PRESENT", "PRESENT"] },
        { values: [2, null], statuses: ["PRESENT", "NOT_FOUND"] },
        { values: ["NaN", null], statuses: ["PRESENT", "NOT_FOUND"] },
        { statuses: ["PRESENT", "NOT_FOUND"] },
      ],
    });
    const df = {
      account: [1],
      f_account_rides: [3],
      f_account_note: [null],
      event_timestamp: ["2024-03-08T01:00:00.123456"],
      created: [null],
    };
    const written = { feature_view_name: "accounts", df, allow_registry_cache: false };
    expect(await post("/write-to-online-store", written, { headers })).toMatchObject({ status: 200 });
    expect(await row("accounts", "1")).toMatchObject({
      asOf: "2024-03-08T01:00:00.123456Z",
      features: { f_account_rides: 3, f_account_note: "none" },
    });
  });

  it("says which method an endpoint has", async () => {
    for (const [path, method, allow] of [
      ["/get-online-features", "GET", "POST"],
      ["/push", "DELETE", "POST"],
      ["/health", "POST", "GET"],
      ["/v1/tables/zones/1", "PUT", "GET"],
    ] as const) {
      const answer = await ask(server.address + path, undefined, { method });
      expect([answer.status, answer.headers.get("allow")]).toEqual([405, allow]);
      expect(jsonOf(answer)).toMatchObject({ error: { code: "PN9013" } });
    }
  });

  it("stores what is pushed, and never an older row over a newer one", async () => {
    const push = (pushed: number, time: string) =>
      post("/push", {
        push_source_name: "unfilled",
        to: "online",
        df: { zone: [1, 2], f_pushed: [pushed, null], event_timestamp: [time, time], created: [null, null] },
      });
    expect(await push(1.5, "2024-03-08T00:00:00")).toMatchObject({ status: 200, text: "null" });
    expect(await row("unfilled", "1")).toMatchObject({
      asOf: "2024-03-08T00:00:00Z",
      features: { f_pushed: 1.5 },
    });
    await push(0, "2024-03-07 23:59:59");
    expect(await row("unfilled", "1")).toMatchObject({ features: { f_pushed: 1.5 } });
    await push(3, "2024-03-09T02:00:00+02:00");
    expect(await row("unfilled", "1")).toMatchObject({
      asOf: "2024-03-09T00:00:00Z",
      features: { f_pushed: 3 },
    });
    expect(await row("unfilled", "2")).toMatchObject({ found: true, features: { f_pushed: null } });
  });

  it("stores some columns of a table beside the others, each value with its own time, in few groups", async () => {
    const push = (df: Readonly<Record<string, unknown>>, time: string) =>
      post("/push", {
        push_source_name: "tips",
        df: { rider: ["zed"], ...df, event_timestamp: [`2024-03-${time}T00:00:00`] },
      });
    const groups = async () => (await (await client.onlineStore()).table("tips"))?.groups.length;
    expect(await groups()).toBeUndefined();
    await push({ f_last_fare: [4], f_last_zone: [1] }, "08");
    await push({ f_last_fare: [5] }, "09");
    expect(await row("tips", "zed")).toMatchObject({
      asOf: "2024-03-08T00:00:00Z",
      features: { f_last_fare: 5, f_last_zone: 1 },
    });
    await push({ f_last_zone: [2] }, "10");
    await push({ f_last_fare: [6], f_last_zone: [3] }, "11");
    expect(await row("tips", "zed")).toMatchObject({
      asOf: "2024-03-11T00:00:00Z",
      features: { f_last_fare: 6, f_last_zone: 3 },
    });
    expect(await groups()).toBe(3);
  });

  it("takes /write-to-online-store, with the last of equal keys", async () => {
    const df = { zone: [7, 7], f_pushed: [1, 2], event_timestamp: ["2024-03-08", "2024-03-08"] };
    expect(await post("/write-to-online-store", { feature_view_name: "unfilled", df })).toMatchObject({
      status: 200,
    });
    expect(await row("unfilled", "7")).toMatchObject({ features: { f_pushed: 2 } });
  });

  it.each([
    [{ push_source_name: "nowhere", df: { zone: [1] } }, 404, "PN7002"],
    [{ push_source_name: "zones:x", df: { zone: [1] } }, 422, "PN7005"],
    [{ push_source_name: "zones", df: { f_rides: [1] } }, 422, "PN7004"],
    [{ push_source_name: "zones", df: { zone: [1] } }, 422, "PN9002"],
    [{ push_source_name: "zones", df: { zone: [1], f_rides: [1.5] } }, 422, "PN9002"],
    [{ push_source_name: "zones", df: { zone: [null], f_rides: [1] } }, 422, "PN9002"],
    [{ push_source_name: "zones", df: { zone: [1], f_nothing: [1] } }, 404, "PN7001"],
    [{ push_source_name: "zones", df: { zone: [1], f_pair_rides: [1] } }, 422, "PN7006"],
    [{ push_source_name: "zones", df: { zone: [1, 2], f_rides: [1] } }, 422, "PN9002"],
    [
      { push_source_name: "zones", df: { zone: [1], f_rides: [1], event_timestamp: ["2999-01-01"] } },
      422,
      "PN9002",
    ],
    [{ push_source_name: "zones", df: { zone: [1], f_rides: [1] }, to: "offline" }, 422, "PN7013"],
  ])("refuses the push %j", async (body, status, code) => {
    const answer = await post("/push", body);
    expect([answer.status, (jsonOf(answer)["error"] as { code: string }).code]).toEqual([status, code]);
  });

  it("materialises tables and anchors as of the end, and answers when it is done", async () => {
    const answer = await post("/materialize", {
      start_ts: "2024-01-01T00:00:00",
      end_ts: "2024-03-02T10:30:00",
      feature_views: ["unfilled"],
    });
    expect(answer).toMatchObject({ status: 200, text: "null" });
    expect(await row("unfilled", "1")).toMatchObject({ features: { f_unfilled: 1 } });
    const all = await post("/materialize-incremental", { end_ts: "2024-03-08T00:00:00" });
    expect(all.status).toBe(200);
    expect(await row("pairs", encodeURIComponent("1#ann"))).toMatchObject({ asOf: "2024-03-08T00:00:00Z" });
    const untimed = { disable_event_timestamp: true, feature_views: ["unfilled"] };
    expect((await post("/materialize", untimed)).status).toBe(200);
    const unknown = await post("/materialize-incremental", {
      end_ts: "2024-03-08",
      feature_views: ["nowhere"],
    });
    expect(unknown.status).toBe(404);
    const reversed = await post("/materialize", { start_ts: "2024-03-09", end_ts: "2024-03-08" });
    expect(jsonOf(reversed)).toMatchObject({ error: { code: "PN7007" } });
  });

  it("computes features of rows of a source that are pushed, into the tables that hold them", async () => {
    const push = (columns: object) => post("/push", { push_source_name: "rides", df: columns, to: "online" });
    const rows = {
      zone: [1, 1, 5],
      rider: ["ann", "zoe", "zoe"],
      account: [7, 7, 7],
      fare: [3, 8.5, null],
      ended: ["2024-03-08 10:00:00", "2024-03-08 12:00:00", "2024-03-08 11:00:00"],
    };
    expect(await push(rows)).toMatchObject({ status: 200 });
    expect(await row("tips", "zoe")).toMatchObject({
      asOf: "2024-03-08T12:00:00Z",
      features: { f_last_fare: 17, f_last_zone: 1 },
    });
    expect(await row("tips", "ann")).toMatchObject({ features: { f_last_fare: 6, f_last_zone: 1 } });
    // Row-level features that a table holds beside windows are those of the row, and the windows stay.
    expect(await row("zones", "1")).toMatchObject({ features: { f_rides: 2, f_note: null, f_wild: "NaN" } });
    expect(await row("zones", "5")).toMatchObject({ features: { f_tags: [null, 5] } });
    const derived = await post("/v1/features", { features: ["f_fare_again"], entities: [{ rider: "zoe" }] });
    expect(jsonOf(derived)["rows"]).toEqual([{ values: [18.0] }]);
    // An older row changes nothing; without its time a row is one of now, or of `event_timestamp`.
    await push({ zone: [9], rider: ["zoe"], account: [7], ended: ["2024-03-08 11:59:59"] });
    expect(await row("tips", "zoe")).toMatchObject({ features: { f_last_zone: 1 } });
    await push({ zone: [9], rider: ["zoe"], account: [7], event_timestamp: ["2024-03-08T13:00:00"] });
    expect(await row("tips", "zoe")).toMatchObject({
      asOf: "2024-03-08T13:00:00Z",
      features: { f_last_fare: -1, f_last_zone: 9 },
    });
    for (const wrong of [
      { zone: ["x"], rider: ["zoe"], account: [7] },
      { zone: [1], account: [7] },
      { zone: [1], rider: ["zoe"], account: [7], ended: ["2999-01-01 00:00:00"] },
    ]) {
      const answer = await push(wrong);
      expect([answer.status, jsonOf(answer)["error"]]).toEqual([
        422,
        expect.objectContaining({ code: "PN7011" }),
      ]);
    }
  });
});
