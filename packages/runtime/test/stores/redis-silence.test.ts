import { INT } from "@pinion/core";
import { Redis } from "ioredis";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startFlowProxy, startSlowProxy, type FlowProxy } from "../../../../test/support/proxy.js";
import { redisCliAvailable, startCluster } from "../../../../test/support/redis-cluster.js";
import { redisAvailable, startRedis, type RedisServer } from "../../../../test/support/redis.js";
import { describeWith } from "../../../../test/support/requires.js";
import { until } from "../../../../test/support/until.js";
import type { OnlineStore } from "../../src/ports.js";
import { redisStore } from "../../src/stores/redis/index.js";
import { sentinelAtHand } from "../support/sentinel-at-hand.js";

const WRITER = {
  table: "t",
  keys: [{ name: "id", type: INT }],
  schema: { fields: [{ name: "f", type: INT }] },
  asOf: 1,
};
const KEYS = Array.from({ length: 40 }, (_, i) => String(i));

async function fill(store: OnlineStore): Promise<void> {
  const writer = await store.openWriter(WRITER);
  await writer.write(KEYS.map((key) => ({ key, values: [Number(key)] })));
  await writer.finish();
}

async function readAll(store: OnlineStore, deadlineMs: number): Promise<void> {
  const [found] = await store.lookup([{ table: "t", keys: KEYS, names: ["f"] }], { deadlineMs });
  expect(found?.map(({ values }) => values[0])).toEqual(KEYS.map(Number));
}

/** Hasty callers are answered in the end. */
const readsAgain = (store: OnlineStore): Promise<void> =>
  until(() => readAll(store, 300).then(() => true), "the table is read again");

describeWith("a connection whose other end is gone without a word", redisAvailable, () => {
  let server: RedisServer;
  let way: FlowProxy;
  beforeAll(async () => {
    server = await startRedis();
    way = await startFlowProxy(server.port);
  });
  afterAll(async () => {
    await way.stop();
    await server.stop();
  });

  it("is made anew, and a read that waits is answered over the new one", async () => {
    const store = await redisStore({ url: `redis://127.0.0.1:${way.port}` });
    await fill(store);
    await readAll(store, 60_000);
    way.forget();
    const patient = readAll(store, 60_000);
    // Callers that wait less than it takes: each leaves, and the silence that they met counts on.
    await readsAgain(store);
    await patient;
    await store.close();
  });

  it("is made anew where a sentinel named the master", async () => {
    const sentinel = await sentinelAtHand(way.port);
    const store = await redisStore({ url: sentinel.url });
    await fill(store);
    way.forget();
    await readsAgain(store);
    await store.close();
    await sentinel.stop();
  });
});

describeWith(
  "a connection to a node of a cluster",
  redisAvailable.available ? redisCliAvailable : redisAvailable,
  () => {
    const ways: FlowProxy[] = [];
    let cluster: Awaited<ReturnType<typeof startCluster>>;
    beforeAll(async () => {
      cluster = await startCluster(async (port) => {
        const way = await startFlowProxy(port);
        ways.push(way);
        return way.port;
      });
    });
    afterAll(async () => {
      for (const way of ways) await way.stop();
      await cluster.stop();
    });

    it("is made anew, whichever nodes' are gone", async () => {
      const store = await redisStore({ url: `redis+cluster://127.0.0.1:${ways[0]?.port}` });
      await fill(store);
      for (const way of ways.slice(1)) way.forget();
      await readsAgain(store);
      await store.close();
    });

    it("holds a deletion up until it is there, and the deletion is completed then", async () => {
      const url = `redis+cluster://127.0.0.1:${ways[0]?.port}`;
      const [store, patient] = await Promise.all([redisStore({ url, deadlineMs: 500 }), redisStore({ url })]);
      await fill(patient);
      await ways[1]?.down();
      await expect(store.dropTable("t")).rejects.toMatchObject({ code: "PN6001" });
      await ways[1]?.up();
      expect(await patient.dropTable("t")).toBe(true);
      for (const { port } of cluster.servers) {
        const redis = new Redis(port, "127.0.0.1");
        expect(await redis.dbsize()).toBe(0);
        redis.disconnect();
      }
      await Promise.all([store.close(), patient.close()]);
    });

    it("carries nothing out after it was told to have failed", async () => {
      const store = await redisStore({
        url: `redis+cluster://127.0.0.1:${ways[0]?.port}`,
        deadlineMs: 1_500,
      });
      await until(() => fill(store).then(() => true), "the table is written");
      for (const way of ways) await way.down();
      await expect(store.delete({ kind: "keys", table: "t", keys: KEYS })).rejects.toMatchObject({
        code: "PN6001",
      });
      for (const way of ways) await way.up();
      await until(() => readAll(store, 30_000).then(() => true), "all keys are there");
      await store.close();
    });
  },
);

describeWith("callers of little patience", redisAvailable, () => {
  it("fail alone: a node that answers others is not silent", async () => {
    const server = await startRedis();
    const slow = await startSlowProxy(server.port, 40);
    const store = await redisStore({ url: `redis://127.0.0.1:${slow.port}` });
    await fill(store);
    const codes = new Set<unknown>();
    for (let turn = 0; turn < 8; turn++) {
      const impatient = Array.from({ length: 6 }, (_, i) =>
        readAll(store, 1 + i).catch((error: { readonly code: unknown }) => void codes.add(error.code)),
      );
      await readAll(store, 60_000);
      await Promise.all(impatient);
    }
    expect([...codes]).toEqual(["PN6001"]);
    await store.close();
    await slow.stop();
    await server.stop();
  });
});
