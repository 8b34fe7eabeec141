import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { INT } from "@pinion/core";
import { Redis } from "ioredis";
import { afterAll, beforeAll, expect, it } from "vitest";
import { program } from "../../../../test/support/program.js";
import { startFlowProxy } from "../../../../test/support/proxy.js";
import { freePort } from "../../../../test/support/free-port.js";
import { redisCliAvailable, startCluster, startSentinel } from "../../../../test/support/redis-cluster.js";
import { redisAvailable, startRedis, type RedisServer } from "../../../../test/support/redis.js";
import { describeWith } from "../../../../test/support/requires.js";
import { until } from "../../../../test/support/until.js";
import { slotOf } from "../../src/stores/redis/slot.js";
import { redisStore } from "../../src/stores/redis/index.js";
import { rowsOf } from "../support/rows.js";
import { onlineStoreContract } from "./online-store.contract.js";

const WRITER = {
  table: "t",
  keys: [{ name: "id", type: INT }],
  schema: { fields: [{ name: "f", type: INT }] },
  asOf: 1,
};
const PATIENT = { timeout: 100_000, interval: 20 };
const rows = (count: number) => Array.from({ length: count }, (_, i) => ({ key: String(i), values: [i] }));

describeWith("Redis Cluster", redisAvailable.available ? redisCliAvailable : redisAvailable, () => {
  let cluster: Awaited<ReturnType<typeof startCluster>>;
  beforeAll(async () => {
    cluster = await startCluster();
  });
  afterAll(() => cluster.stop());

  const open = async () => {
    const store = await redisStore({ url: cluster.url });
    for (const table of await store.tables()) await store.dropTable(table);
    return { store, reopen: () => redisStore({ url: cluster.url }), close: () => store.close() };
  };
  // A node may lose its rows while another keeps the checkpoint.
  onlineStoreContract("Redis Cluster of three masters", open, { checkpoints: false });

  it("asks each node once for the keys of a call", async () => {
    const store = await redisStore({ url: cluster.url });
    const writer = await store.openWriter(WRITER);
    await writer.write(rows(500));
    await writer.finish();
    const keys = rows(500).map(({ key }) => key);
    await rowsOf(store, "t", keys, ["f"]);
    const readsOf = async (server: RedisServer) => {
      const redis = new Redis(server.port, "127.0.0.1");
      const stats = await redis.info("commandstats");
      const events = await redis.info("stats");
      redis.disconnect();
      return {
        mget: Number(/cmdstat_mget:calls=(\d+)/u.exec(stats)?.[1] ?? 0),
        input: Number(/total_reads_processed:(\d+)/u.exec(events)?.[1] ?? 0),
      };
    };
    const before = await Promise.all(cluster.servers.map(readsOf));
    const found = await rowsOf(store, "t", keys, ["f"]);
    const after = await Promise.all(cluster.servers.map(readsOf));
    expect(found.map(([row]) => row?.values[0])).toEqual(rows(500).map(({ values }) => values[0]));
    for (const [i, { mget, input }] of after.entries()) {
      const commands = mget - (before[i]?.mget ?? 0);
      expect(commands).toBeGreaterThan(20);
      // They came together: the server was read from a few times, its own statistics counted in.
      expect(input - (before[i]?.input ?? 0)).toBeLessThan(commands / 3);
    }
    await store.close();
  });

  it("goes on reading what other masters have where one is gone, and all where it is back", async () => {
    const store = await redisStore({ url: cluster.url });
    const writer = await store.openWriter(WRITER);
    await writer.write(rows(60));
    await writer.finish();
    const redis = new Redis(cluster.servers[0]?.port ?? 0, "127.0.0.1");
    // The node that has the table's meta: rows of the others must be readable without it.
    const ranges = (await redis.cluster("SLOTS")) as unknown as readonly (readonly [
      number,
      number,
      readonly [string, number],
    ])[];
    const portOf = (key: string): number =>
      ranges.find(([from, to]) => slotOf(key) >= from && slotOf(key) <= to)?.[2][1] ?? 0;
    const gone = cluster.servers.find(({ port }) => port === portOf("pinion:t:t"));
    const groups = (await store.table("t"))?.groups;
    const keysOf = (there: boolean) =>
      rows(60)
        .map(({ key }) => key)
        .filter((key) => (portOf(`{${key}}`) === gone?.port) === there);
    // Whoever waits for the node that is gone is soon done with; whoever does not need it has all the time.
    const read = (key: string) =>
      store.lookup([{ table: "t", keys: [key], names: ["f"] }], {
        deadlineMs: portOf(`{${key}}`) === gone?.port ? 300 : 60_000,
      });
    const lostOne = (): Promise<unknown> => read(lost[0] ?? "").catch((error: unknown) => error);
    const lost = keysOf(true);
    const left = keysOf(false);
    expect([lost.length, left.length].every((count) => count > 5)).toBe(true);
    for (const key of lost) await until(async () => (await read(key)).length > 0, `${key} is read`);
    gone?.process.kill("SIGSTOP");
    // The reads of one turn, of all nodes at once.
    const answers = await Promise.allSettled([...lost, ...left].map(read));
    expect(answers.slice(0, lost.length).map(({ status }) => status)).toEqual(lost.map(() => "rejected"));
    expect(answers.slice(lost.length)).toEqual(
      left.map((key) => ({
        status: "fulfilled",
        value: [[expect.objectContaining({ values: [Number(key)] })]],
      })),
    );
    for (let i = 0; i < 5; i++) await lostOne();
    // Now and then a call tries whether the node is back.
    await expect.poll(lostOne, PATIENT).toMatchObject({
      code: "PN6008",
      message: expect.stringContaining(`node 127.0.0.1:${gone?.port}`) as string,
    });
    await store.ping({ deadlineMs: 60_000 });
    // What is known of tables is old by now, and its node is away.
    await sleep(1_100);
    for (const key of left) expect(await read(key)).toMatchObject([[{ values: [Number(key)] }]]);
    expect(await store.tables()).toContain("t");
    expect((await store.table("t"))?.groups).toEqual(groups);
    gone?.process.kill("SIGCONT");
    await expect.poll(lostOne, PATIENT).toMatchObject([[{ values: [Number(lost[0])] }]]);
    redis.disconnect();
    await store.close();
  });

  it("reads on where a slot has moved that is asked for beside others", async () => {
    const store = await redisStore({ url: cluster.url });
    const writer = await store.openWriter(WRITER);
    await writer.write(rows(60));
    await writer.finish();
    const nodes = cluster.servers.map(({ port }) => new Redis(port, "127.0.0.1"));
    const ids = await Promise.all(nodes.map(async (node) => String(await node.cluster("MYID"))));
    const group = (await store.table("t"))?.groups[0]?.id ?? "";
    const moved = `pinion:r:t:${group}:{7}`;
    const [from = -1] = (
      await Promise.all(
        nodes.map(async (node, i) => ((await node.get(moved).catch(() => null)) === null ? [] : [i])),
      )
    ).flat();
    const to = (from + 1) % 3;
    const slot = slotOf(moved);
    await nodes[to]?.cluster("SETSLOT", slot, "IMPORTING", ids[from] ?? "");
    await nodes[from]?.cluster("SETSLOT", slot, "MIGRATING", ids[to] ?? "");
    const inIt = ((await nodes[from]?.cluster("GETKEYSINSLOT", slot, 100)) ?? []) as readonly string[];
    for (const key of inIt) {
      await nodes[from]?.migrate("127.0.0.1", cluster.servers[to]?.port ?? 0, key, 0, 60_000);
    }
    const read = () =>
      rowsOf(
        store,
        "t",
        rows(60).map(({ key }) => key),
        ["f"],
      );
    const all = rows(60).map(({ values }) => [{ values }]);
    expect(await read()).toMatchObject(all);
    for (const node of nodes) await node.cluster("SETSLOT", slot, "NODE", ids[to] ?? "");
    expect(await read()).toMatchObject(all);
    for (const node of nodes) node.disconnect();
    await store.close();
  });
});

describeWith("Redis Sentinel", redisAvailable.available ? redisCliAvailable : redisAvailable, () => {
  it("goes on reading, and writing, after the master is gone", async () => {
    const sentinel = await startSentinel();
    const store = await redisStore({ url: sentinel.url, deadlineMs: 100_000 });
    const write = async (asOf: number) => {
      const writer = await store.openWriter({ ...WRITER, asOf });
      await writer.write(rows(100));
      return writer.finish();
    };
    await write(1);
    const replica = new Redis(sentinel.replica.port, "127.0.0.1");
    await expect.poll(() => replica.dbsize(), PATIENT).toBe(102);
    replica.disconnect();
    await sentinel.loseMaster();
    const found = await rowsOf(store, "t", ["7", "99", "100"], ["f"]);
    expect(found.map(([row]) => row?.values[0])).toEqual([7, 99, undefined]);
    expect(await write(2)).toMatchObject({ written: 100, removed: 0 });
    await store.close();
    await sentinel.stop();
  });
});

describeWith(
  "Redis over TLS",
  redisAvailable.available ? program("openssl", "OPENSSL") : redisAvailable,
  () => {
    it("takes certificates of one's own, users and passwords, and refuses what it cannot trust", async () => {
      const folder = mkdtempSync(join(tmpdir(), "pinion-tls-"));
      const key = join(folder, "key.pem");
      const ca = join(folder, "certificate.pem");
      const subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1,DNS:localhost"];
      const curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"];
      execFileSync(
        "openssl",
        ["req", "-x509", ...curve, "-nodes", "-days", "2", "-keyout", key, "-out", ca, ...subject],
        { stdio: "ignore" },
      );
      const tlsPort = await freePort();
      const tls = [
        "--tls-port",
        String(tlsPort),
        "--tls-cert-file",
        ca,
        "--tls-key-file",
        key,
        "--tls-ca-cert-file",
        ca,
      ];
      const server = await startRedis({ args: [...tls, "--tls-auth-clients", "no"] });
      const admin = new Redis(server.port, "127.0.0.1");
      await admin.call("ACL", "SETUSER", "feature/reader", "on", ">p@ss:w/%rd", "~*", "&*", "+@all");
      await admin.call("ACL", "SETUSER", "default", "off");
      const login = `${encodeURIComponent("feature/reader")}:${encodeURIComponent("p@ss:w/%rd")}@`;
      const way = await startFlowProxy(tlsPort);
      const url = `rediss://${login}127.0.0.1:${way.port}`;
      const store = await redisStore({ url: `${url}?ca=${ca}` });
      const writer = await store.openWriter(WRITER);
      await writer.write(rows(10));
      await writer.finish();
      expect(await rowsOf(store, "t", ["3"], ["f"])).toMatchObject([[{ values: [3] }]]);
      // A connection that is lost without a word is made anew with all of it.
      way.forget();
      await until(async () => {
        const [[found] = []] = await store.lookup([{ table: "t", keys: ["3"], names: ["f"] }], {
          deadlineMs: 300,
        });
        return found?.values[0] === 3;
      }, "the row is read over a new connection");
      expect(store.label).not.toContain("p%40ss");
      await store.close();
      await expect(redisStore({ url, deadlineMs: 30_000 })).rejects.toMatchObject({
        code: "PN6001",
        message: expect.stringContaining("certificate") as string,
      });
      await expect(redisStore({ url: `rediss://127.0.0.1:${tlsPort}?ca=${ca}` })).rejects.toMatchObject({
        code: "PN6006",
      });
      await expect(redisStore({ url: `${url}?ca=${ca}.none` })).rejects.toMatchObject({ code: "PN7010" });

      const inside = new Redis(server.port, "127.0.0.1", {
        username: "feature/reader",
        password: "p@ss:w/%rd",
      });
      await inside.config("SET", "tls-auth-clients", "yes");
      inside.disconnect();
      await expect(redisStore({ url: `${url}?ca=${ca}`, deadlineMs: 30_000 })).rejects.toMatchObject({
        code: "PN6001",
      });
      const known = await redisStore({ url: `${url}?ca=${ca}&cert=${ca}&key=${key}` });
      expect(await rowsOf(known, "t", ["3"], ["f"])).toMatchObject([[{ values: [3] }]]);
      await known.close();
      admin.disconnect();
      await way.stop();
      await server.stop();
      rmSync(folder, { recursive: true });
    });
  },
);

describeWith("Redis in a hurry", redisAvailable, () => {
  it("ends a call at its deadline or its signal, and leaves a silent node alone until it answers", async () => {
    const server = await startRedis();
    const store = await redisStore({ url: server.url });
    const writer = await store.openWriter(WRITER);
    await writer.write(rows(10));
    await writer.finish();
    const read = (options: { deadlineMs?: number; signal?: AbortSignal }) =>
      store.lookup([{ table: "t", keys: ["3"], names: ["f"] }], options);
    expect(await read({ deadlineMs: 60_000 })).toMatchObject([[{ values: [3] }]]);
    // A process that is stopped keeps its connections and says nothing.
    server.process.kill("SIGSTOP");
    const abort = new AbortController();
    const aborted = read({ signal: abort.signal });
    abort.abort(new Error("the caller went away"));
    await expect(aborted).rejects.toThrow("the caller went away");
    for (let i = 0; i < 5; i++) {
      await expect(read({ deadlineMs: 20 })).rejects.toMatchObject({ code: "PN6001" });
    }
    // Now and then a call tries whether the node is back.
    const impatient = () => read({ deadlineMs: 20 }).catch((error: unknown) => error);
    await expect.poll(impatient, PATIENT).toMatchObject({ code: "PN6008" });
    server.process.kill("SIGCONT");
    await expect
      .poll(() => read({ deadlineMs: 10_000 }).catch(() => []), PATIENT)
      .toMatchObject([[{ values: [3] }]]);
    await store.close();
    await server.stop();
  });

  it("sends the reads of one turn in one command", async () => {
    const server = await startRedis();
    const store = await redisStore({ url: server.url });
    const writer = await store.openWriter(WRITER);
    await writer.write(rows(100));
    await writer.finish();
    const redis = new Redis(server.port, "127.0.0.1");
    const mgets = async () =>
      Number(/cmdstat_mget:calls=(\d+)/u.exec(await redis.info("commandstats"))?.[1] ?? 0);
    await rowsOf(store, "t", ["0"], ["f"]);
    const before = await mgets();
    const all = await Promise.all(rows(100).map(({ key }) => rowsOf(store, "t", [key], ["f"])));
    expect(all.map(([found]) => found?.[0]?.values[0])).toEqual(rows(100).map(({ values }) => values[0]));
    expect((await mgets()) - before).toBe(1);
    redis.disconnect();
    await store.close();
    await server.stop();
  });

  it("waits for a server that is still loading, and tries again", async () => {
    const server = await startRedis();
    const store = await redisStore({ url: server.url, deadlineMs: 100_000 });
    const writer = await store.openWriter(WRITER);
    await writer.write(rows(10));
    await server.stop();
    const reading = rowsOf(store, "t", ["3"], ["f"]);
    const again = await startRedis({ port: server.port });
    // Nothing was saved: what is there now is nothing, and that is the answer.
    expect(await reading).toEqual([[]]);
    await store.close();
    await again.stop();
  });
});
