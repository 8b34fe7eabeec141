import type { Client } from "@pinion/runtime";
import type { HttpServer } from "@pinion/runtime/http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { redisAvailable, startRedis, type RedisServer } from "../support/redis.js";
import { describeWith, type Availability } from "../support/requires.js";
import { ask, filledClient, jsonOf, serve } from "./support/served.js";

/* What the endpoints answer, over each store. */

const always: Availability = { available: true };
let redis: RedisServer | undefined;
beforeAll(async () => {
  if (redisAvailable.available) redis = await startRedis();
});
afterAll(() => redis?.stop());

for (const [name, need, address] of [
  ["the embedded store", always, () => undefined],
  ["Redis", redisAvailable, () => redis?.url],
] as const) {
  describeWith(name, need, () => {
    let client: Client<Record<string, never>>;
    let server: HttpServer;
    const post = (path: string, body: unknown, raw?: string) =>
      ask(server.address + path, body, raw === undefined ? {} : { raw });
    const get = (path: string) => ask(server.address + path);

    beforeAll(async () => {
      client = await filledClient(address());
      server = await serve({ client });
    });
    afterAll(async () => {
      await server.stop();
      await client.close();
    });

    describe("POST /v1/features", () => {
      it("reads stored, computed and derived features over several tables", async () => {
        const answer = await post("/v1/features", {
          features: ["f_rides", "f_pair_rides", "f_surge", "f_price"],
          entities: [
            { zone: 1, rider: "ann" },
            { zone: 3, rider: "a#b" },
          ],
          request: [{ surge: 1.5 }, { surge: 2 }],
        });
        expect(answer.headers.get("content-type")).toBe("application/json; charset=utf-8");
        expect(jsonOf(answer)).toEqual({
          features: ["f_rides", "f_pair_rides", "f_surge", "f_price"],
          rows: [{ values: [2, 1, 3, 18.75] }, { values: [1, 1, 4, 16] }],
        });
      });

      it("tells a missing key, a missing feature and a NULL apart", async () => {
        const features = ["f_avg_fare", "f_unfilled", "f_rides"];
        const answer = await post("/v1/features", {
          features,
          entities: [{ zone: 2 }, { zone: 99 }],
          asOf: true,
        });
        expect(jsonOf(answer)["rows"]).toEqual([
          {
            values: [null, null, 1],
            status: ["null", "notMaterialised", "present"],
            asOf: ["2024-03-07T00:00:00Z", null, "2024-03-07T00:00:00Z"],
          },
          {
            values: [null, null, null],
            status: ["keyNotFound", "notMaterialised", "keyNotFound"],
            asOf: [null, null, null],
          },
        ]);
        const stale = await post("/v1/features", {
          features: ["f_rides"],
          entities: [{ zone: 1 }],
          maxAgeMs: 1000,
        });
        expect(jsonOf(stale)["rows"]).toEqual([{ values: [2], status: ["stale"] }]);
      });

      it("writes 64-bit integers in full digits, or as texts, and NaN and infinities as texts", async () => {
        const body = {
          features: ["f_big", "f_wild", "f_tags"],
          entities: [{ zone: 1 }, { zone: 2 }, { zone: 3 }],
        };
        const numbers = await post("/v1/features", body);
        expect(numbers.text).toBe(
          '{"features":["f_big","f_wild","f_tags"],"rows":[' +
            '{"values":[-9223372036854775808,"NaN",[-9223372036854775808,1]]},' +
            '{"values":[7,"Infinity",[7,2]]},' +
            '{"values":[9007199254740993,-4.0,[9007199254740993,3]]}]}',
        );
        const texts = await post("/v1/features", { ...body, int64: "string" });
        expect((jsonOf(texts)["rows"] as { values: unknown }[])[0]?.values).toEqual([
          "-9223372036854775808",
          "NaN",
          ["-9223372036854775808", "1"],
        ]);
      });

      it("reads 64-bit keys exactly, as numbers and as texts", async () => {
        const raw =
          '{"features":["f_account_rides"],"entities":[{"account":9007199254740993},{"account":"9007199254740995"},{"account":9007199254740994}]}';
        const answer = await post("/v1/features", undefined, raw);
        expect(jsonOf(answer)["rows"]).toEqual([
          { values: [2] },
          { values: [1] },
          { values: [null], status: ["keyNotFound"] },
        ]);
      });

      it("tells a NULL, a feature and a key that are not there apart, and gives the default for each", async () => {
        const df = { account: [77, 78], f_account_rides: [1, 1], f_account_note: [null, "x"] };
        expect((await post("/push", { push_source_name: "accounts", df })).status).toBe(200);
        const features = ["f_account_note"];
        await client.delete({ table: "accounts", keys: [78], features });
        const answers = ["null", "featureNotFound", "keyNotFound"];
        const answer = await post("/v1/features", {
          features: [...features, "f_account_rides", "f_account_twice"],
          entities: [{ account: 77 }, { account: 78 }, { account: 79 }],
        });
        expect(jsonOf(answer)["rows"]).toEqual([
          { values: ["none", 1, "nonenone"], status: ["null", "present", "present"] },
          { values: ["none", 1, null], status: ["featureNotFound", "present", "featureNotFound"] },
          { values: ["none", null, null], status: ["keyNotFound", "keyNotFound", "keyNotFound"] },
        ]);
        for (const [i, key] of ["77", "78", "79"].entries()) {
          expect(jsonOf(await get(`/v1/tables/accounts/${key}?features=f_account_note`))).toMatchObject({
            found: i < 2,
            features: { f_account_note: "none" },
            status: { f_account_note: answers[i] },
          });
        }
        const columns = await post("/get-online-features", {
          features: ["accounts:f_account_note"],
          entities: { account: [77, 78, 79] },
        });
        expect((jsonOf(columns)["results"] as object[])[1]).toMatchObject({
          values: ["none", "none", "none"],
          statuses: ["NULL_VALUE", "NOT_FOUND", "NOT_FOUND"],
        });
        expect(await client.getOnlineFeatures("accounts", 78, features)).toEqual({ f_account_note: "none" });
        const many = await client.multiGetOnlineFeatures("accounts", [77, 79], features);
        expect(many).toEqual({ 77: { f_account_note: "none" }, 79: { f_account_note: "none" } });
        const rows = await client.getOnlineRows("accounts", [77, 78, 79], features);
        expect(rows.map(({ status }) => status["f_account_note"])).toEqual(answers);
      });

      it("takes a whole number of any length for a DOUBLE of the request", async () => {
        const raw = '{"features":["f_surge"],"entities":[{}],"request":[{"surge":100000000000000000}]}';
        expect((await post("/v1/features", undefined, raw)).text).toContain(
          '"values":[200000000000000000.0]',
        );
      });

      it("answers an empty list of entities with an empty list of rows", async () => {
        const answer = await post("/v1/features", { features: ["f_rides"], entities: [] });
        expect(jsonOf(answer)).toEqual({ features: ["f_rides"], rows: [] });
      });
    });

    describe("GET /v1/tables/:table/:key", () => {
      it("reads a single key and a composite one", async () => {
        const single = await get("/v1/tables/zones/1?features=f_rides,f_note");
        expect(jsonOf(single)).toEqual({
          table: "zones",
          key: "1",
          found: true,
          asOf: "2024-03-07T00:00:00Z",
          features: { f_rides: 2, f_note: null },
          status: { f_rides: "present", f_note: "null" },
        });
        // `#` in a part of a key is `%23`, and encoded once more in a path.
        const composite = await get(`/v1/tables/pairs/${encodeURIComponent("3#a%23b")}`);
        expect(jsonOf(composite)).toMatchObject({ found: true, features: { f_pair_rides: 1 } });
        expect(jsonOf(await get("/v1/tables/zones/77"))).toMatchObject({ found: false, asOf: null });
      });

      it("says what is wrong", async () => {
        for (const [path, status, code] of [
          ["/v1/tables/nowhere/1", 404, "PN7002"],
          ["/v1/tables/zones/1?features=f_nothing", 404, "PN7001"],
          ["/v1/tables/zones/1?features=f_pair_rides", 404, "PN7003"],
          ["/v1/tables/zones/x", 422, "PN7004"],
          ["/v1/tables/zones/1?fields=f_rides", 422, "PN9002"],
          ["/v1/tables/zones/%zz", 400, "PN9002"],
        ] as const) {
          const answer = await get(path);
          expect([answer.status, jsonOf(answer)], path).toEqual([
            status,
            expect.objectContaining({ error: expect.objectContaining({ code }) }),
          ]);
        }
      });
    });

    it("GET /v1/catalog lists features, keys and tables", async () => {
      const catalog = jsonOf(await get("/v1/catalog"));
      expect(catalog).toMatchObject({
        project: "test",
        keys: expect.arrayContaining([{ name: "account", type: "bigint" }]),
        tables: expect.arrayContaining([
          {
            name: "pairs",
            keys: [
              { name: "zone", type: "int" },
              { name: "rider", type: "string" },
            ],
            features: ["f_pair_rides"],
            asOf: "2024-03-07T00:00:00Z",
          },
        ]),
      });
      expect(catalog["features"]).toContainEqual({
        name: "f_surge",
        type: "double",
        kind: "row",
        keys: [],
        tables: [],
        requestColumns: [
          { name: "surge", type: "double", nullable: false },
          { name: "note", type: "string", nullable: true },
        ],
      });
    });

    it("is live and ready", async () => {
      expect((await get("/livez")).status).toBe(200);
      expect((await get("/readyz")).text).toBe('{"status":"ok"}');
      expect(await get("/health")).toMatchObject({ status: 200, text: "" });
    });

    it("counts requests, reads, misses and stale rows by table", async () => {
      const fresh = await serve({ client });
      const entities = [{ zone: 1 }, { zone: 2 }, { zone: 99 }];
      await ask(`${fresh.address}/v1/features`, { features: ["f_rides"], entities });
      await ask(`${fresh.address}/v1/features`, { features: ["f_rides"], entities, maxAgeMs: 5 });
      await ask(`${fresh.address}/v1/features`, { features: [] });
      const { text } = await ask(`${fresh.address}/metrics`);
      await fresh.stop();
      for (const line of [
        'pinion_http_requests_total{route="/v1/features",method="POST",status="200"} 2',
        'pinion_http_requests_total{route="/v1/features",method="POST",status="422"} 1',
        'pinion_http_request_duration_seconds_count{route="/v1/features"} 3',
        'pinion_store_read_duration_seconds_count{table="zones"} 2',
        'pinion_rows_read_total{table="zones",outcome="found"} 2',
        'pinion_rows_read_total{table="zones",outcome="missing"} 2',
        'pinion_rows_read_total{table="zones",outcome="stale"} 2',
        'pinion_feature_values_total{table="zones",status="present"} 2',
      ])
        expect(text).toContain(`${line}\n`);
    });
  });
}

describeWith("a store that is gone", redisAvailable, () => {
  it("is 503 without a word about the host, and readiness follows; liveness does not", async () => {
    const own = await startRedis();
    const client = await filledClient(own.url);
    const server = await serve({ client, limits: { deadlineMs: 1_000 } });
    const read = () =>
      ask(`${server.address}/v1/features`, { features: ["f_rides"], entities: [{ zone: 1 }] });
    await expect.poll(async () => (await read()).status, { timeout: 100_000 }).toBe(200);
    await own.stop();
    const failed = await read();
    expect([503, 504]).toContain(failed.status);
    expect(failed.text).not.toContain("127.0.0.1");
    expect((await ask(`${server.address}/readyz`)).status).toBe(503);
    expect((await ask(`${server.address}/health`)).status).toBe(503);
    expect((await ask(`${server.address}/livez`)).status).toBe(200);
    await server.stop();
    await client.close();
  });
});
