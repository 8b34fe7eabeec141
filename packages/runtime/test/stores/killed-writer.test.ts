import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { BIGINT } from "@pinion/core";
import { describe, expect, it } from "vitest";
import { redisAvailable, startRedis } from "../../../../test/support/redis.js";
import { describeWith } from "../../../../test/support/requires.js";
import type { OnlineStore } from "../../src/ports.js";
import { embeddedStore } from "../../src/stores/lmdb/index.js";
import { redisStore } from "../../src/stores/redis/index.js";

const root = fileURLToPath(new URL("../../../..", import.meta.url));
const KEYS = Array.from({ length: 500 }, (_, i) => String(i));
const NAMES = Array.from({ length: 40 }, (_, i) => `f${i}`);
const BIG = { kind: "bigint" };

/** Writes rows whose fields are all the same number, one more each time, until it is killed. */
const WRITER = (open: string, first: number): string => `
const store = ${open};
const options = ${JSON.stringify({
  table: "t",
  keys: [{ name: "id", type: BIG }],
  schema: { fields: NAMES.map((name) => ({ name, type: BIG })) },
})};
for (let n = ${first}; ; n++) {
  const writer = await store.openWriter({ ...options, asOf: n });
  await writer.write(${JSON.stringify(KEYS)}.map((key) => ({ key, values: Array(${NAMES.length}).fill(n) })));
  await writer.finish();
  if (n === ${first}) console.log("there");
  await new Promise((resolve) => setImmediate(resolve));
}`;

/** Every row that is there has one number in all its fields, which is also its as-of time. */
async function wholeRows(store: OnlineStore): Promise<number> {
  const [rows = []] = await store.lookup([{ table: "t", keys: KEYS, names: NAMES }]);
  let there = 0;
  for (const { values, asOf } of rows) {
    if (values[0] === undefined) continue;
    there++;
    expect(new Set([...values, ...asOf]).size).toBe(1);
  }
  return there;
}

async function killWriters(open: string, store: OnlineStore): Promise<void> {
  for (const [i, pause] of [30, 80, 150].entries()) {
    const child = spawn(process.execPath, ["--input-type=module", "-e", WRITER(open, 1 + i * 1_000_000)], {
      cwd: root,
      stdio: ["ignore", "pipe", "inherit"],
    });
    const ended = new Promise((resolve) => child.once("exit", resolve));
    await Promise.race([new Promise((resolve) => child.stdout.once("data", resolve)), ended]);
    const until = Date.now() + pause;
    while (Date.now() < until) {
      await wholeRows(store);
      await sleep(1);
    }
    child.kill("SIGKILL");
    await ended;
    expect(await wholeRows(store)).toBe(KEYS.length);
  }
  const last = await store.openWriter({
    table: "t",
    keys: [{ name: "id", type: BIGINT }],
    schema: { fields: NAMES.map((name) => ({ name, type: BIGINT })) },
    asOf: 1e9,
  });
  await last.write([{ key: "0", values: NAMES.map(() => 1e9) }]);
  expect(await last.finish()).toMatchObject({ written: 1, removed: KEYS.length - 1 });
}

describe("a writer that is killed", () => {
  it("leaves whole rows in the embedded store", async () => {
    const folder = mkdtempSync(join(tmpdir(), "pinion-killed-"));
    const store = embeddedStore({ path: folder });
    const from = `(await import("@pinion/runtime/lmdb")).embeddedStore({ path: ${JSON.stringify(folder)} })`;
    await killWriters(from, store);
    await store.close();
    rmSync(folder, { recursive: true });
  });
});

describeWith("a writer that is killed, over Redis", redisAvailable, () => {
  it("leaves whole rows", async () => {
    const server = await startRedis();
    const store = await redisStore({ url: server.url });
    await killWriters(
      `await (await import("@pinion/runtime/redis")).redisStore({ url: "${server.url}" })`,
      store,
    );
    await store.close();
    await server.stop();
  });
});
