// Packed rows against the same bytes moved by the bare driver, and against a hash for each entity.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createRequire } from "node:module";
import { embeddedStore } from "@pinion/runtime/lmdb";
import { redisStore } from "@pinion/runtime/redis";
import { inTurn, report } from "./support.js";

const require = createRequire(new URL("../packages/runtime/package.json", import.meta.url));
const { Redis } = require("ioredis");
const { open } = require("lmdb");

const ENTITIES = 10_000;
const FEATURES = 50;
const BATCH = 100;
const READS = 200;
const NAMES = Array.from({ length: FEATURES }, (_, i) => `f_${i}`);
const SCHEMA = {
  fields: NAMES.map((name, i) => ({ name, type: { kind: i % 2 === 0 ? "double" : "bigint" } })),
};
const KEYS = [{ name: "id", type: { kind: "int" } }];
const rows = Array.from({ length: ENTITIES }, (_, entity) => ({
  key: String(entity),
  values: NAMES.map((_, i) => (i % 2 === 0 ? entity + i / 7 : entity * 1_000_003 + i)),
}));
/** The keys of the reads, the same for all. */
const batches = Array.from({ length: READS }, (_, i) =>
  Array.from({ length: BATCH }, (_none, j) => String((i * 7919 + j * 104_729) % ENTITIES)),
);

/** @param {import("@pinion/runtime").OnlineStore} store */
async function fill(store, asOf = 1) {
  const writer = await store.openWriter({ table: "bench", keys: KEYS, schema: SCHEMA, asOf });
  for (let at = 0; at < ENTITIES; at += 2000) await writer.write(rows.slice(at, at + 2000));
  return writer.finish();
}
/** @param {import("@pinion/runtime").OnlineStore} store */
const readAll = async (store) => {
  for (const keys of batches) await store.lookup([{ table: "bench", keys, names: NAMES }]);
};
const line = (subject, peer, a, b, more = {}) =>
  report({ bench: "store", subject, peer, ratio: a / b, keysPerSecond: (READS * BATCH * 1000) / a, ...more });

// LMDB
{
  const folder = mkdtempSync(join(tmpdir(), "pinion-bench-"));
  const store = embeddedStore({ path: join(folder, "store") });
  const { bytes } = await fill(store);
  const raw = open(join(folder, "raw"), { encoding: "binary" });
  const value = Buffer.alloc(Math.round(bytes / ENTITIES), 7);
  raw.transactionSync(() => rows.forEach(({ key }) => raw.putSync(key, value)));
  const times = await inTurn({
    packed: () => readAll(store),
    raw: () => {
      for (const keys of batches) for (const key of keys) raw.getBinary(key);
    },
  });
  line(`LMDB: ${BATCH} keys × ${FEATURES} features`, "raw get without decoding", times.packed, times.raw);
  await store.close();
  await raw.close();
  rmSync(folder, { recursive: true });
}

// Redis
const port = await new Promise((resolve) => {
  const server = createServer().listen(0, "127.0.0.1", () => {
    const { port: free } = /** @type {import("node:net").AddressInfo} */ (server.address());
    server.close(() => resolve(free));
  });
});
const server = spawn("redis-server", ["--port", String(port), "--bind", "127.0.0.1", "--save", ""], {
  stdio: "ignore",
});
const missing = new Promise((resolve) => server.once("error", () => resolve(true)));
if (await Promise.race([missing, sleep(500)])) {
  console.error("redis-server is not installed: the Redis part is left out");
} else {
  try {
    const store = await redisStore({ url: `redis://127.0.0.1:${port}` });
    const raw = new Redis(port, "127.0.0.1");
    let asOf = 1;
    const { bytes } = await fill(store, asOf);
    const value = Buffer.alloc(Math.round(bytes / ENTITIES), 7);
    const pairs = rows.flatMap(({ key }) => [`raw:${key}`, value]);
    await raw.mset(...pairs);
    for (const { key, values } of rows) {
      void raw.hset(`hash:${key}`, ...NAMES.flatMap((name, i) => [name, String(values[i])]));
    }
    await raw.ping();
    const times = await inTurn({
      packed: () => readAll(store),
      raw: async () => {
        for (const keys of batches) await raw.mgetBuffer(keys.map((key) => `raw:${key}`));
      },
      hash: async () => {
        for (const keys of batches) {
          const pipeline = raw.pipeline();
          for (const key of keys) pipeline.hmget(`hash:${key}`, ...NAMES);
          await pipeline.exec();
        }
      },
      write: () => fill(store, ++asOf),
      rawWrite: async () => {
        for (let at = 0; at < pairs.length; at += 4000) await raw.mset(...pairs.slice(at, at + 4000));
      },
    });
    line(`Redis: ${BATCH} keys × ${FEATURES} features`, "raw MGET without decoding", times.packed, times.raw);
    line(
      `Redis: ${BATCH} keys × ${FEATURES} features`,
      "a hash for each entity, HMGET",
      times.packed,
      times.hash,
    );
    report({
      bench: "store",
      subject: `Redis: write ${ENTITIES} rows of ${FEATURES} features`,
      peer: "raw MSET of the same bytes",
      ratio: times.write / times.rawWrite,
      rowsPerSecond: (ENTITIES * 1000) / times.write,
    });
    await store.close();
    raw.disconnect();
  } finally {
    server.kill("SIGKILL");
  }
}
