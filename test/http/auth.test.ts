import type { Client } from "@pinion/runtime";
import { hashKey, makeKey, readKeys, type HttpServer, type Role } from "@pinion/runtime/http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ask, filledClient, jsonOf, serve } from "./support/served.js";

/* Who may do what. */

const CALLERS = {
  reader: { roles: ["read"] },
  writer: { roles: ["write"] },
  admin: { roles: ["admin"] },
  zonesReader: { roles: ["read", "write"], tables: ["zones", "unf*"] },
} as const satisfies Record<string, { roles: readonly Role[]; tables?: readonly string[] }>;

describe("API keys", () => {
  let client: Client<Record<string, never>>;
  let server: HttpServer;
  const keys = new Map<string, string>();
  const as = (name: string) => ({ headers: { authorization: `Bearer ${keys.get(name)}` } });

  beforeAll(async () => {
    client = await filledClient();
    const entries: unknown[] = [];
    for (const [name, options] of Object.entries(CALLERS)) {
      const { key, entry } = await makeKey(name, options);
      keys.set(name, key);
      entries.push(entry);
    }
    keys.set("worded", "worded.correct horse battery staple".replaceAll(" ", "-"));
    entries.push({
      name: "worded",
      hash: await hashKey(keys.get("worded") ?? "", "scrypt"),
      roles: ["read"],
    });
    const slow = await makeKey("slow", { roles: ["read"], requestsPerSecond: 1 });
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

  it("shows a caller the tables of its scope alone", async () => {
    const catalog = jsonOf(await ask(`${server.address}/v1/catalog`, undefined, as("zonesReader")));
    const text = JSON.stringify(catalog["tables"]) + JSON.stringify(catalog["features"]);
    expect(text).toContain('"zones"');
    expect(text).not.toContain("pair");
    expect(text).not.toContain("account");
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
    const statuses = new Set<number>();
    for (let i = 0; i < 40; i++) statuses.add((await guess(i)).status);
    expect([...statuses].toSorted((a, b) => a - b)).toEqual([401, 429]);
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
