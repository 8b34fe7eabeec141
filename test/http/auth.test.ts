import { servedSink, type Client } from "@pinion/runtime";
import { hashKey, makeKey, readKeys, type HttpServer, type Role } from "@pinion/runtime/http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { madeCallers } from "./support/callers.js";
import { ask, filledClient, jsonOf, serve } from "./support/served.js";

/* Who may do what. */

const CALLERS = {
  reader: { roles: ["read"] },
  writer: { roles: ["write"] },
  admin: { roles: ["admin"] },
  zonesReader: { roles: ["read", "write"], tables: ["zones", "unf*"] },
  nowhere: { roles: ["write"], tables: ["absent"] },
} as const satisfies Record<string, { roles: readonly Role[]; tables?: readonly string[] }>;

describe("API keys", () => {
  let client: Client<Record<string, never>>;
  let server: HttpServer;
  const keys = new Map<string, string>();
  const as = (name: string) => ({ headers: { authorization: `Bearer ${keys.get(name)}` } });

  beforeAll(async () => {
    client = await filledClient();
    const callers = await madeCallers(CALLERS);
    for (const [name, key] of callers.keys) keys.set(name, key);
    const entries = [...callers.entries];
    keys.set("worded", "worded.correct horse battery staple".replaceAll(" ", "-"));
    entries.push({
      name: "worded",
      hash: await hashKey(keys.get("worded") ?? "", "scrypt"),
      roles: ["read"],
    });
    const slow = await makeKey("slow", { roles: ["read"], requestsPerSecond: 0.001 });
    keys.set("slow", slow.key);
    entries.push(slow.entry);
    server = await serve({ client, keys: readKeys(JSON.stringify({ keys: entries }), "test") });
  });
  afterAll(async () => {
    await server.stop();
    await client.close();
  });

  const FEATURES = { features: ["f_rides"], entities: [{ zone: 1 }] };
  const PAIRS = { features: ["f_pair_rides"], entities: [{ zone: 1, rider: "ann" }] };
  const PUSH = { push_source_name: "unfilled", df: { zone: [1], f_pushed: [1] } };
  const MATERIALIZE = { end_ts: "2024-03-07", feature_views: ["pairs"] };
  const FEAST = { features: ["pairs:f_pair_rides"], entities: { zone: [1], rider: ["ann"] } };

  // What each caller is answered: reader, writer, admin, zonesReader, nobody.
  it.each([
    ["/v1/features", FEATURES, [200, 403, 200, 200, 401]],
    ["/v1/features", PAIRS, [200, 403, 200, 403, 401]],
    ["/get-online-features", FEAST, [200, 403, 200, 403, 401]],
    ["/v1/tables/zones/1", undefined, [200, 403, 200, 200, 401]],
    ["/v1/tables/pairs/1%23ann", undefined, [200, 403, 200, 403, 401]],
    ["/v1/tables/nowhere/1", undefined, [404, 403, 404, 403, 401]],
    ["/v1/catalog", undefined, [200, 403, 200, 200, 401]],
    ["/openapi.json", undefined, [200, 403, 200, 200, 401]],
    ["/metrics", undefined, [200, 403, 200, 403, 401]],
    ["/push", PUSH, [403, 200, 200, 200, 401]],
    ["/push", { ...PUSH, push_source_name: "pairs" }, [403, 422, 422, 403, 401]],
    ["/write-to-online-store", { feature_view_name: "unfilled", df: PUSH.df }, [403, 200, 200, 200, 401]],
    ["/materialize-incremental", MATERIALIZE, [403, 403, 200, 403, 401]],
    ["/livez", undefined, [200, 200, 200, 200, 200]],
    ["/readyz", undefined, [200, 200, 200, 200, 200]],
    ["/health", undefined, [200, 200, 200, 200, 200]],
  ] as const)("%s %j", async (path, body, statuses) => {
    const url = server.address + path;
    const answers = await Promise.all([
      ...(["reader", "writer", "admin", "zonesReader"] as const).map((name) => ask(url, body, as(name))),
      ask(url, body),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(statuses);
  });

  it("says in the document where a key is needed", async () => {
    const { security, paths } = jsonOf(
      await ask(`${server.address}/openapi.json`, undefined, as("reader")),
    ) as {
      security: unknown;
      paths: Record<string, Record<string, { operationId: string; security?: unknown }>>;
    };
    expect(security).toEqual([{ bearer: [] }, { apiKey: [] }]);
    const operations = Object.entries(paths).flatMap(([path, own]) =>
      Object.values(own).map((operation) => ({ path, ...operation })),
    );
    const open = operations.filter((operation) => operation.security !== undefined);
    expect(open.map((operation) => [operation.path, operation.security])).toEqual(
      ["/livez", "/readyz", "/health"].map((path) => [path, []]),
    );
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
  });

  it("shows a caller the tables of its scope alone", async () => {
    const catalog = jsonOf(await ask(`${server.address}/v1/catalog`, undefined, as("zonesReader")));
    const text = JSON.stringify(catalog["tables"]) + JSON.stringify(catalog["features"]);
    expect(text).toContain('"zones"');
    expect(text).not.toContain("pair");
    expect(text).not.toContain("account");
  });

  describe("limited to tables", () => {
    const asked = async (path: string, body?: unknown, name = "zonesReader") => {
      const { status, text } = await ask(server.address + path, body, as(name));
      return { status, text: text.replace(/"requestId":"[^"]*"/u, "") };
    };
    const zone = { entities: [{ zone: 1 }] };
    beforeAll(async () => {
      const job = await client.materializeFeatures({
        name: "secret",
        sinks: [servedSink({ tableName: "secret" })],
        featureNames: ["f_tags"] as never[],
        backfillTime: { end: "2024-03-07" },
      });
      await job.wait();
    });

    it.each([
      [
        "/v1/features",
        "tables",
        { ...zone, features: ["f_tags"], tables: { f_tags: "secret" } },
        ["secret", "absent"],
      ],
      [
        "/v1/features",
        "features",
        { entities: [{ zone: 1, rider: "ann" }], features: ["f_pair_rides"] },
        ["f_pair_rides", "f_last_fare"],
      ],
      [
        "/v1/features",
        "derived",
        { entities: [{ account: 5, rider: "ann" }], features: ["f_account_twice"] },
        ["f_account_twice", "f_fare_again"],
      ],
      [
        "/get-online-features",
        "tables",
        { features: ["secret:f_tags"], entities: { zone: [1] } },
        ["secret", "absent"],
      ],
      [
        "/get-online-features",
        "anchors",
        { features: ["pairs:f_pair_rides"], entities: { zone: [1], rider: ["ann"] } },
        ["pairs:f_pair_rides", "tips:f_last_fare"],
      ],
    ] as const)(
      "is answered 403 by %s whether others are there or not: %s",
      async (path, _, body, [there, absent]) => {
        const swap = (text: string) =>
          text
            .replaceAll(there, absent)
            .replaceAll(there.split(":")[1] ?? there, absent.split(":")[1] ?? absent);
        const first = await asked(path, body);
        const second = await asked(path, JSON.parse(swap(JSON.stringify(body))));
        expect([first.status, second.status]).toEqual([403, 403]);
        expect(swap(first.text)).toBe(second.text);
      },
    );

    it("reads what its own tables hold where others hold it too", async () => {
      const body = { ...zone, features: ["f_tags"] };
      expect((await asked("/v1/features", body, "reader")).text).toContain("PN7012");
      expect((await asked("/v1/features", body)).status).toBe(200);
      expect(
        (await asked("/get-online-features", { features: ["zones:f_tags"], entities: { zone: [1] } })).status,
      ).toBe(200);
    });

    it("pushes rows of a source into its own tables, whatever others hold", async () => {
      const push = { push_source_name: "rides", df: { zone: [41], rider: ["a"], account: [1], big: [6] } };
      const tags = async (table: string) =>
        (await ask(`${server.address}/v1/tables/${table}/41?features=f_tags`, undefined, as("admin"))).text;
      expect(await asked("/push", push)).toEqual({ status: 200, text: "null" });
      expect([await tags("zones"), await tags("secret")]).toEqual([
        expect.stringContaining("[6,41]"),
        expect.stringContaining('"found":false'),
      ]);
      // Of a caller without any such table it is not told whether there is one.
      const refused = await asked("/push", push, "nowhere");
      expect(refused).toMatchObject({ status: 403, text: expect.stringContaining("PN9005") as string });
    });

    it.each([
      ["/v1/tables/unfnowhere/1", undefined, 404],
      ["/openapi.json", undefined, 200],
      ["/v1/catalog", undefined, 200],
      ["/v1/features", { ...zone, features: ["f_pair_ride"] }, 404],
      ["/push", { push_source_name: "rides", df: { zone: [1], rider: ["a"], account: [1] } }, 200],
    ] as const)("is not told by %s %j what else there is", async (path, body, status) => {
      const answer = await asked(path, body);
      expect(answer.status).toBe(status);
      expect(answer.text).not.toMatch(
        /f_pair_rides|f_account|f_last|accounts|"pairs"|secret|embedded|\.pinion/u,
      );
    });
  });

  it("takes the key from either header, and refuses what is nearly a key", async () => {
    const key = keys.get("reader") ?? "";
    const status = async (headers: Record<string, string>) =>
      (await ask(`${server.address}/v1/catalog`, undefined, { headers })).status;
    expect(await status({ "x-api-key": key })).toBe(200);
    expect(await status({ authorization: `bearer ${key}` })).toBe(200);
    for (const wrong of [`${key}x`, key.slice(0, -1), "reader.", ".", "__proto__.x", "reader", `x${key}`])
      expect(await status({ "x-api-key": wrong }), wrong).toBe(401);
    expect(await status({ authorization: `Basic ${key}` })).toBe(401);
    expect(await status({ authorization: `Bearer ${"k".repeat(5000)}` })).toBe(401);
  });

  it("knows words by scrypt, and asks scrypt once", async () => {
    const read = () => ask(`${server.address}/v1/catalog`, undefined, as("worded"));
    expect((await read()).status).toBe(200);
    expect((await Promise.all(Array.from({ length: 20 }, read))).map(({ status }) => status)).toEqual(
      Array(20).fill(200),
    );
    const wrong = await ask(`${server.address}/v1/catalog`, undefined, {
      headers: { "x-api-key": "worded.wrong" },
    });
    expect(wrong.status).toBe(401);
  });

  it("limits a key that has a limit, and says when to come again", async () => {
    const answers = [];
    for (let i = 0; i < 3; i++)
      answers.push(await ask(`${server.address}/v1/catalog`, undefined, as("slow")));
    expect(answers.map(({ status }) => status)).toContain(429);
    const refused = answers.find(({ status }) => status === 429);
    expect(Number(refused?.headers.get("retry-after"))).toBeGreaterThan(0);
    // Others are not limited by it.
    expect((await ask(`${server.address}/v1/catalog`, undefined, as("reader"))).status).toBe(200);
  });

  it("answers 429 to who guesses keys, and goes on answering who has one", async () => {
    const guess = (i: number) =>
      ask(`${server.address}/v1/catalog`, undefined, { headers: { "x-api-key": `reader.guess${i}` } });
    // At once: what a guesser may do grows with time.
    const statuses = (await Promise.all(Array.from({ length: 60 }, (_, i) => guess(i)))).map(
      ({ status }) => status,
    );
    expect([...new Set(statuses)].toSorted((a, b) => a - b)).toEqual([401, 429]);
    expect((await ask(`${server.address}/v1/catalog`, undefined, as("reader"))).status).toBe(200);
  });
});

describe("a file of keys", () => {
  const HASH = `sha256:${"0".repeat(64)}`;
  const KEY = { name: "a", hash: HASH, roles: ["read"] };

  it.each([
    ["", "no JSON"],
    ["{}", "no list"],
    ['{"keys":[]}', "empty"],
    [JSON.stringify({ keys: [{ ...KEY, hash: "hunter2" }] }), "`hash`"],
    [JSON.stringify({ keys: [{ ...KEY, hash: "scrypt:3:8:1:c2FsdHNhbHQ:x" }] }), "`hash`"],
    [JSON.stringify({ keys: [{ ...KEY, roles: [] }] }), "`roles`"],
    [JSON.stringify({ keys: [{ ...KEY, roles: ["root"] }] }), "`roles`"],
    [JSON.stringify({ keys: [{ ...KEY, tables: [] }] }), "`tables`"],
    [JSON.stringify({ keys: [{ ...KEY, key: "secret" }] }), '"key"'],
    [JSON.stringify({ keys: [{ ...KEY, name: "a.b" }] }), "`name`"],
    [JSON.stringify({ keys: [KEY, KEY] }), "twice"],
    [JSON.stringify({ keys: [{ ...KEY, requestsPerSecond: 0 }] }), "`requestsPerSecond`"],
  ])("%s is refused", (text, why) => {
    let message = "";
    try {
      readKeys(text, "keys.json");
    } catch (error) {
      expect(error).toMatchObject({ code: "PN9011" });
      message = error instanceof Error ? error.message : "";
    }
    expect(message).toContain(why);
    expect(message).not.toContain("hunter2");
    expect(message).not.toContain("secret");
  });
});
