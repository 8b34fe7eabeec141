import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { INT } from "@pinion/core";
import { Redis } from "ioredis";
import { describe, expect, it } from "vitest";
import { startProxy } from "../../../../test/support/proxy.js";
import { redisAvailable, startRedis } from "../../../../test/support/redis.js";
import { describeWith } from "../../../../test/support/requires.js";
import type { OnlineStore } from "../../src/ports.js";
import { embeddedStore } from "../../src/stores/lmdb/index.js";
import { redisStore } from "../../src/stores/redis/index.js";

const root = fileURLToPath(new URL("../../../..", import.meta.url));
const KEYS = Array.from({ length: 12_000 }, (_, i) => String(i));
const WRITER = {
  table: "t",
  keys: [{ name: "id", type: INT }],
  schema: { fields: [{ name: "f", type: INT }] },
};

async function fill(store: OnlineStore, keys: readonly string[], asOf: number): Promise<void> {
  const writer = await store.openWriter({ ...WRITER, asOf });
  await writer.write(keys.map((key) => ({ key, values: [asOf] })));
  await writer.finish();
}

const valuesOf = async (store: OnlineStore, keys: readonly string[]): Promise<readonly unknown[]> => {
  const [found = []] = await store.lookup([{ table: "t", keys, names: ["f"] }]);
  return found.map(({ values }) => values[0]);
};

/** The table begins anew with one key, as of an earlier time than that of the rows that were to be removed. */
async function beginsAnew(store: OnlineStore): Promise<void> {
  expect(await store.table("t")).toBeUndefined();
  await fill(store, ["7"], 1);
  const seen = await valuesOf(store, KEYS);
  expect(seen.flatMap((value, i) => (value === undefined ? [] : [[KEYS[i], value]]))).toEqual([["7", 1]]);
}

/** Drops the table in a process of its own, which is killed as soon as others do not see the table any more. */
async function killDeletion(open: string, store: OnlineStore): Promise<void> {
  const child = spawn(process.execPath, ["--input-type=module", "-e", `await (${open}).dropTable("t")`], {
    cwd: root,
    stdio: "inherit",
  });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  while ((await store.table("t")) !== undefined && child.exitCode === null) {
    await new Promise((resolve) => setImmediate(resolve));
  }
  child.kill("SIGKILL");
  await ended;
}

describe("a deletion of a table that is killed", () => {
  it("is completed by who writes or deletes the table next, in the embedded store", async () => {
    const folder = mkdtempSync(join(tmpdir(), "pinion-dropped-"));
    const store = embeddedStore({ path: folder });
    const open = `(await import("@pinion/runtime/lmdb")).embeddedStore({ path: ${JSON.stringify(folder)} })`;
    await fill(store, KEYS, 2);
    await killDeletion(open, store);
    await beginsAnew(store);
    await fill(store, KEYS, 2);
    await killDeletion(open, store);
    await store.dropTable("t");
    expect(await store.dropTable("t")).toBe(false);
    await beginsAnew(store);
    await store.close();
    rmSync(folder, { recursive: true });
  });
});

describeWith("a deletion of a table in Redis", redisAvailable, () => {
  it("is completed by who writes or deletes the table next, wherever it was broken off", async () => {
    const server = await startRedis();
    const store = await redisStore({ url: server.url });
    const redis = new Redis(server.port, "127.0.0.1");
    await fill(store, KEYS, 2);
    await killDeletion(
      `await (await import("@pinion/runtime/redis")).redisStore({ url: "${server.url}" })`,
      store,
    );
    await beginsAnew(store);
    // As much as was sent when the connection broke off, for good.
    for (const [i, cutAfter] of [900, 3_000, 60_000, 200_000].entries()) {
      await fill(store, KEYS, 2);
      const way = await startProxy({ to: server.port, cutAfter, comesBack: false });
      const doomed = await redisStore({ url: `redis://127.0.0.1:${way.port}`, deadlineMs: 200 });
      await expect(doomed.dropTable("t")).rejects.toMatchObject({ code: "PN6001" });
      await doomed.close();
      await way.stop();
      if (i % 2 === 0) {
        await beginsAnew(store);
      } else {
        expect(await store.dropTable("t")).toBe(true);
        expect(await redis.dbsize()).toBe(0);
      }
    }
    // What an earlier version left: rows, and the name of the table.
    await fill(store, KEYS.slice(0, 100), 2);
    await redis.del("pinion:t:t");
    expect(await store.dropTable("t")).toBe(true);
    expect(await redis.dbsize()).toBe(0);
    expect(await store.dropTable("t")).toBe(false);
    redis.disconnect();
    await store.close();
    await server.stop();
  });
});
