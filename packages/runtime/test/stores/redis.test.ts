import { INT } from "@pinion/core";
import { Redis } from "ioredis";
import { afterAll, beforeAll, expect, it } from "vitest";
import { freePort } from "../../../../test/support/free-port.js";
import { startSlowProxy } from "../../../../test/support/proxy.js";
import { redisAvailable, startRedis, type RedisServer } from "../../../../test/support/redis.js";
import { describeWith } from "../../../../test/support/requires.js";
import { readTables } from "../../src/serve/tables.js";
import { redisStore } from "../../src/stores/redis/index.js";
import { rowsOf } from "../support/rows.js";
import { onlineStoreContract } from "./online-store.contract.js";

const SCHEMA = { fields: [{ name: "f", type: INT }] };
const WRITER = { table: "t", keys: [{ name: "id", type: INT }], schema: SCHEMA, asOf: 1 };

describeWith("Redis", redisAvailable, () => {
  let server: RedisServer;
  beforeAll(async () => {
    server = await startRedis();
  });
  afterAll(() => server.stop());

  let database = 0;
  onlineStoreContract("Redis", async () => {
    // A database of its own for each test.
    const url = `${server.url}/${database++ % 16}`;
    const store = await redisStore({ url });
    const redis = new Redis(url);
    await redis.flushdb();
    return {
      store,
      reopen: () => redisStore({ url }),
      note: async (table, text) => {
        await redis.multi().sadd("pinion:tables", table).set(`pinion:t:${table}`, text).exec();
      },
      close: async () => {
        redis.disconnect();
        await store.close();
      },
    };
  });

  it("says of keys that hold something else what they are, not that Redis is out of reach", async () => {
    const url = `${server.url}/14`;
    const [redis, store] = [new Redis(url), await redisStore({ url })];
    await redis.flushdb();
    const writer = await store.openWriter(WRITER);
    await writer.write([{ key: "1", values: [1] }]);
    await writer.finish();
    await redis.lpush("pinion:t:list", "1");
    await redis.sadd("pinion:tables", "list");
    const { infos, unreadable } = await readTables(store);
    expect(infos.map(({ table }) => table)).toEqual(["t"]);
    expect(unreadable.get("list")).toMatchObject({
      code: "PN6003",
      reason: "something else than Pinion's stands where it is noted",
    });
    await expect(store.openWriter({ ...WRITER, table: "list" })).rejects.toMatchObject({ code: "PN6003" });
    await redis.set("pinion:tables", "no set");
    await expect(readTables(store)).rejects.toMatchObject({ code: "PN6003" });
    redis.disconnect();
    await store.close();
  });

  it("expires rows on time", async () => {
    const store = await redisStore({ url: `${server.url}/1` });
    const found = async (table: string) => (await rowsOf(store, table, ["1"], ["f"]))[0]?.length;
    for (const [table, ttlSeconds] of [
      ["hour", 3_600],
      ["second", 1],
    ] as const) {
      const writer = await store.openWriter({ ...WRITER, table, ttlSeconds });
      await writer.write([{ key: "1", values: [1] }]);
      expect(await writer.finish()).toMatchObject({ written: 1 });
    }
    await expect.poll(() => found("second"), { timeout: 100_000 }).toBe(0);
    expect(await found("hour")).toBe(1);
    await store.close();
  });
});

describeWith("Redis in trouble", redisAvailable, () => {
  it("has jobs begin anew where it may have evicted what they wrote", async () => {
    const server = await startRedis();
    const store = await redisStore({ url: server.url });
    const admin = new Redis(server.port, "127.0.0.1");
    const reached = async (options: { readonly ttlSeconds?: number } = {}) => {
      const writer = await store.openWriter({ ...WRITER, job: "one", ...options });
      await writer.checkpoint?.(3);
      return writer.reached;
    };
    expect(await reached()).toBe(0);
    expect(await reached()).toBe(3);
    await admin.config("SET", "maxmemory-policy", "allkeys-lru");
    expect(await reached()).toBeUndefined();
    await admin.config("SET", "maxmemory-policy", "volatile-ttl");
    expect(await reached()).toBe(3);
    expect(await reached({ ttlSeconds: 60 })).toBeUndefined();
    await admin.call("ACL", "SETUSER", "writer", "on", ">secret", "~*", "&*", "+@all", "-info");
    const other = await redisStore({ url: `redis://writer:secret@127.0.0.1:${server.port}` });
    expect((await other.openWriter({ ...WRITER, job: "one" })).reached).toBeUndefined();
    admin.disconnect();
    await Promise.all([store.close(), other.close()]);
    await server.stop();
  });

  it("may take longer than a call's deadline over a whole table", async () => {
    const server = await startRedis();
    const near = await redisStore({ url: server.url });
    const old = await near.openWriter(WRITER);
    await old.write(Array.from({ length: 20_000 }, (_, i) => ({ key: String(i), values: [i] })));
    await old.finish();
    const slow = await startSlowProxy(server.port, 45);
    const far = await redisStore({ url: `redis://127.0.0.1:${slow.port}`, deadlineMs: 1_500 });
    const writer = await far.openWriter({ ...WRITER, asOf: 2 });
    await writer.write([{ key: "7", values: [8] }]);
    expect(await writer.finish()).toMatchObject({ written: 1, removed: 19_999 });
    expect((await rowsOf(near, "t", ["7"], ["f"]))[0]?.[0]?.values).toEqual([8]);
    await Promise.all([near.close(), far.close()]);
    await slow.stop();
    await server.stop();
  });

  it("says which host does not answer, and no password", async () => {
    const port = await freePort();
    const opening = redisStore({ url: `redis://user:hunter2@127.0.0.1:${port}`, deadlineMs: 1_000 });
    await expect(opening).rejects.toMatchObject({
      code: "PN6001",
      message: expect.stringContaining(`127.0.0.1:${port}`),
    });
    await expect(opening).rejects.not.toMatchObject({ message: expect.stringContaining("hunter2") });
  });

  it("says that the credentials were refused", async () => {
    const server = await startRedis({ password: "right" });
    const opening = redisStore({ url: `redis://:wrong@127.0.0.1:${server.port}`, deadlineMs: 60_000 });
    await expect(opening).rejects.toMatchObject({ code: "PN6006" });
    await expect(
      redisStore({ url: `redis://127.0.0.1:${server.port}`, deadlineMs: 60_000 }),
    ).rejects.toMatchObject({
      code: "PN6006",
    });
    const store = await redisStore({ url: server.url });
    await store.close();
    await server.stop();
  });

  it("goes on after a restart within the deadline, and fails with a code beyond it", async () => {
    const first = await startRedis();
    const store = await redisStore({ url: first.url, deadlineMs: 100_000 });
    await (await store.openWriter(WRITER)).write([{ key: "1", values: [1] }]);
    await first.stop();
    const reading = rowsOf(store, "t", ["1"], ["f"]);
    const second = await startRedis({ port: first.port });
    expect(await reading).toEqual([[]]);
    await second.stop();
    const impatient = await startRedis();
    const other = await redisStore({ url: impatient.url });
    await impatient.stop();
    const late = other.lookup([{ table: "t", keys: ["1"], names: ["f"] }], { deadlineMs: 500 });
    // The table is asked for first, and within the same time.
    await expect(late).rejects.toMatchObject({
      code: "PN6001",
      message: expect.stringMatching(/within \d{1,3} ms/u),
    });
    await other.close();
    await store.close();
  });
});
