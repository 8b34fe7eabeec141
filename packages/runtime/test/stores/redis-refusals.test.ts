import { INT } from "@pinion/core";
import { Redis } from "ioredis";
import { expect, it } from "vitest";
import { startFlowProxy } from "../../../../test/support/proxy.js";
import { redisAvailable, startRedis, type RedisServer } from "../../../../test/support/redis.js";
import { describeWith } from "../../../../test/support/requires.js";
import { until } from "../../../../test/support/until.js";
import type { OnlineStore } from "../../src/ports.js";
import { redisStore } from "../../src/stores/redis/index.js";

const WRITER = {
  table: "t",
  keys: [{ name: "id", type: INT }],
  schema: { fields: [{ name: "f", type: INT }] },
  asOf: 1,
};

async function fill(store: OnlineStore): Promise<void> {
  const writer = await store.openWriter(WRITER);
  await writer.write([1, 2].map((n) => ({ key: String(n), values: [n] })));
  await writer.finish();
}

const read = async (store: OnlineStore, deadlineMs = 60_000): Promise<readonly unknown[]> => {
  const [found] = await store.lookup([{ table: "t", keys: ["1", "2"], names: ["f"] }], { deadlineMs });
  return found?.map(({ values }) => values[0]) ?? [];
};
const remove = (store: OnlineStore, key: string): Promise<number> =>
  store.delete({ kind: "keys", table: "t", keys: [key] });

const connectionsTo = async (admin: Redis): Promise<number> =>
  Number(/total_connections_received:(\d+)/u.exec(await admin.info("stats"))?.[1] ?? 0);

describeWith("Redis that refuses", redisAvailable, () => {
  it("is told why a replica took no write, which is not carried out later, while reads go on", async () => {
    const master = await startRedis({ args: ["--repl-diskless-sync-delay", "0"] });
    const replica = await startRedis({ args: ["--replicaof", "127.0.0.1", String(master.port)] });
    const writing = await redisStore({ url: master.url });
    await fill(writing);
    const admin = new Redis(replica.port, "127.0.0.1");
    await until(async () => (await admin.dbsize()) === 4, "the replica has all rows");
    const store = await redisStore({ url: replica.url, deadlineMs: 500 });
    let over = false;
    const reading = (async () => {
      while (!over) expect(await read(store)).toEqual([1, 2]);
    })();
    await expect(remove(store, "1")).rejects.toMatchObject({
      code: "PN6001",
      message: expect.stringMatching(/refused for 500 ms: READONLY/u) as string,
      help: expect.stringContaining("master") as string,
    });
    over = true;
    await reading;
    expect(await read(store)).toEqual([1, 2]);
    const before = await connectionsTo(admin);
    await admin.replicaof("NO", "ONE");
    // It goes the way that anything left behind would have gone before it.
    await until(async () => (await remove(store, "2")) === 1, "the promoted replica takes a write");
    expect(await read(store)).toEqual([1, undefined]);
    expect((await connectionsTo(admin)) - before).toBeLessThan(3);
    admin.disconnect();
    await Promise.all([store.close(), writing.close()]);
    await replica.stop();
    await master.stop();
  });

  it("keeps nothing for a server that is away", async () => {
    const server = await startRedis();
    const way = await startFlowProxy(server.port);
    const store = await redisStore({ url: `redis://127.0.0.1:${way.port}`, deadlineMs: 500 });
    await fill(store);
    await way.down();
    await expect(remove(store, "1")).rejects.toMatchObject({
      code: "PN6001",
      message: expect.stringMatching(/within 500 ms: connect ECONNREFUSED/u) as string,
    });
    await way.up();
    await until(async () => (await read(store)).length === 2, "it is read again");
    expect(await read(store)).toEqual([1, 2]);
    await store.close();
    await way.stop();
    await server.stop();
  });

  it("is waited for while it loads, and says that it does", async () => {
    const before = await startRedis({ args: ["--dbfilename", "kept.rdb"] });
    const writing = await redisStore({ url: before.url });
    await fill(writing);
    const admin = new Redis(before.port, "127.0.0.1");
    const [, folder = ""] = (await admin.config("GET", "dir")) as readonly string[];
    // What is slow to load: the delay is for each key.
    for (let i = 0; i < 60; i++) await admin.set(`other:${i}`, "x");
    await admin.save();
    const loading = ["--dir", folder, "--dbfilename", "kept.rdb", "--key-load-delay", "10000"];
    const port = before.port;
    before.process.kill("SIGKILL");
    await until(() => before.process.signalCode !== null, "it ended");
    const after: RedisServer = await startRedis({
      port,
      args: [...loading, "--loading-process-events-interval-bytes", "1024"],
    });
    await expect(read(writing, 50)).rejects.toMatchObject({
      message: expect.stringMatching(/LOADING|ECONNREFUSED|there is no connection/u) as string,
    });
    expect(await read(writing)).toEqual([1, 2]);
    admin.disconnect();
    await writing.close();
    await after.stop();
    await before.stop();
  });

  it("is read on where connections are killed, and end in the middle of an answer", async () => {
    const server = await startRedis();
    const way = await startFlowProxy(server.port);
    const store = await redisStore({ url: `redis://127.0.0.1:${way.port}` });
    await fill(store);
    const admin = new Redis(server.port, "127.0.0.1");
    for (const bytes of [0, 1, 5, 20, 40]) {
      way.cutAnswer(bytes);
      expect(await read(store)).toEqual([1, 2]);
    }
    const reads = Array.from({ length: 50 }, () => read(store));
    await admin.call("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");
    for (const found of await Promise.all(reads)) expect(found).toEqual([1, 2]);
    admin.disconnect();
    await store.close();
    await way.stop();
    await server.stop();
  });

  it("says that the credentials are others by now, waits for long scripts, and goes on with both", async () => {
    const server = await startRedis({ password: "right" });
    const store = await redisStore({ url: server.url });
    await fill(store);
    const admin = new Redis(server.port, "127.0.0.1", { password: "right" });
    const other = admin.duplicate();
    other.on("error", () => undefined);
    await admin.config("SET", "requirepass", "other");
    await admin.call("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");
    await expect(read(store, 200)).rejects.toMatchObject({ code: "PN6006" });
    await admin.config("SET", "requirepass", "right");
    expect(await read(store)).toEqual([1, 2]);
    await admin.config("SET", "busy-reply-threshold", "1");
    const script = "while redis.call('EXISTS', 'never') == 0 do end";
    const busy = other.eval(script, 0).catch((error: unknown) => error);
    const hasty = () => read(store, 300).catch((error: unknown) => error);
    await expect.poll(hasty, { timeout: 100_000 }).toMatchObject({
      message: expect.stringMatching(/refused for 300 ms: BUSY/u) as string,
    });
    const waiting = read(store);
    await until(async () => (await admin.call("SCRIPT", "KILL")) === "OK", "the script is ended");
    expect(await waiting).toEqual([1, 2]);
    await busy;
    admin.disconnect();
    other.disconnect();
    await store.close();
    await server.stop();
  });
});
