// Features in process over Redis and LMDB, in Feast's load shape, against the bytes alone and against a hash for each entity.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { monitorEventLoopDelay, PerformanceObserver } from "node:perf_hooks";
import { compileProject, writeArtifacts } from "@pinion/compiler";
import { openClient } from "@pinion/runtime";
import { startRedisServer } from "./support-redis.js";
import { benchFolder, median, report } from "./support.js";

const require = createRequire(new URL("../packages/runtime/package.json", import.meta.url));
const { Redis } = require("ioredis");
const { open } = require("lmdb");

const ENTITIES = 10_000;
const GROUPS = 25;
const GROUP_SIZE = 10;
const SHAPES = [
  { entities: 1, features: 50, calls: 2_000 },
  { entities: 1, features: 250, calls: 1_000 },
  { entities: 100, features: 50, calls: 150 },
  { entities: 100, features: 250, calls: 50 },
];
const ROUNDS = 5;

const names = Array.from({ length: GROUPS * GROUP_SIZE }, (_, f) => `f_${f}`);
/** As Feast has them, a view each; and as one materialisation of all of them writes them. */
const LAYOUTS = [
  { groupSize: GROUP_SIZE, shapes: SHAPES },
  { groupSize: names.length, shapes: SHAPES },
];
const valueOf = (entity, feature) => entity * 1_000_003 + feature;
/** Which entities a call reads: the same for all contenders. */
const entitiesOf = (call, count) =>
  Array.from({ length: count }, (_, i) => (call * 7919 + i * 104_729) % ENTITIES);

const project = benchFolder("serve");
mkdirSync(join(project, "features"), { recursive: true });
writeFileSync(
  join(project, "pinion.config.ts"),
  `import { defineConfig } from "@pinion/dsl";
export default defineConfig({ name: "serve", definitions: ["features/*.ts"] });
`,
);
writeFileSync(
  join(project, "features/drivers.ts"),
  `import { anchor, expr, fileSource, key, t } from "@pinion/dsl";
const columns = { driver: t.int64(), ${names.map((name) => `${name}: t.int64()`).join(", ")} };
const source = fileSource("drivers", { path: "drivers.parquet", columns });
export const drivers = anchor("drivers", { source, key: key("driver", t.int64()), features: {
${names.map((name) => `  ${name}: expr("${name}"),`).join("\n")}
} });
`,
);
const compiled = await compileProject(project);
if (compiled.kind === "failed")
  throw new Error(compiled.diagnostics.map(({ message }) => message).join("\n"));
await writeArtifacts(join(project, ".pinion"), compiled.artifacts);

const bigint = { kind: "bigint" };
/** @param {import("@pinion/runtime").OnlineStore} store @returns how many bytes a row has */
async function fill(store, groupSize) {
  let bytes = 0;
  for (let first = 0; first < names.length; first += groupSize) {
    const own = names.slice(first, first + groupSize);
    const writer = await store.openWriter({
      table: "drivers",
      keys: [{ name: "driver", type: bigint }],
      schema: { fields: own.map((name) => ({ name, type: bigint })) },
      asOf: Date.now() * 1000,
    });
    for (let at = 0; at < ENTITIES; at += 2_000) {
      await writer.write(
        Array.from({ length: 2_000 }, (_, i) => ({
          key: String(at + i),
          values: own.map((_name, f) => valueOf(at + i, first + f)),
        })),
      );
    }
    ({ bytes } = await writer.finish());
  }
  return Math.round(bytes / ENTITIES);
}

let collected = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) collected += entry.duration;
}).observe({ entryTypes: ["gc"] });

/**
 * Runs the calls of a shape by each contender in turn, some rounds; by contender the median of the rounds' milliseconds
 * a call, and over all rounds what single calls took.
 */
async function measure(contenders, calls) {
  const results = {};
  for (const name of Object.keys(contenders)) results[name] = { rounds: [], calls: [], garbage: 0, delay: 0 };
  for (let round = -2; round < ROUNDS; round++) {
    for (const [name, run] of Object.entries(contenders)) {
      globalThis.gc?.();
      const loop = monitorEventLoopDelay({ resolution: 1 });
      const heap = process.memoryUsage().heapUsed;
      collected = 0;
      loop.enable();
      const started = performance.now();
      const took = [];
      for (let call = 0; call < calls; call++) {
        const before = performance.now();
        await run(call);
        took.push(performance.now() - before);
      }
      const time = performance.now() - started;
      loop.disable();
      if (round < 0) continue;
      const result = results[name];
      result.rounds.push(time / calls);
      result.calls.push(...took);
      result.delay = Math.max(result.delay, loop.percentile(99) / 1e6);
      result.garbage = Math.max(result.garbage, (process.memoryUsage().heapUsed - heap) / calls);
    }
  }
  return Object.fromEntries(
    Object.entries(results).map(([name, { rounds, calls: all, delay, garbage }]) => {
      const sorted = all.toSorted((a, b) => a - b);
      const at = (share) => sorted[Math.floor(sorted.length * share)] ?? NaN;
      return [name, { ms: median(rounds), p50: at(0.5), p99: at(0.99), delay, garbage }];
    }),
  );
}

function tell(store, shape, groupSize, peer, subject, other) {
  const layout = groupSize === GROUP_SIZE ? ", 25 rows an entity" : ", one row an entity";
  report({
    bench: "serve",
    subject: `${store}, ${shape.entities} × ${shape.features}${layout}`,
    peer,
    // Throughput over throughput: the aims are stated so.
    ratio: other.ms / subject.ms,
    p50Micros: subject.p50 * 1000,
    p99Micros: subject.p99 * 1000,
    peerP50Micros: other.p50 * 1000,
    peerP99Micros: other.p99 * 1000,
    eventLoopDelayP99Ms: subject.delay,
    heapBytesPerCall: Math.max(0, subject.garbage),
  });
}

/** Every value of one answer, looked at once: a benchmark of wrong answers is worth nothing. */
async function check(client, { entities, features }) {
  const asked = entitiesOf(3, entities);
  const { rows } = await client.getFeatures({
    features: names.slice(0, features),
    entities: asked.map((driver) => ({ driver })),
  });
  rows.forEach(({ values, status }, e) =>
    values.forEach((value, f) => {
      if (value !== valueOf(asked[e], f) || status[f] !== "present")
        throw new Error(`${names[f]} of ${asked[e]} is ${value} (${status[f]})`);
    }),
  );
}

// LMDB
for (const { groupSize, shapes } of LAYOUTS) {
  const folder = join(project, "store");
  rmSync(folder, { recursive: true, force: true });
  const client = await openClient({ project, store: `embedded:${folder}` });
  const bytes = await fill(await client.onlineStore(), groupSize);
  const raw = open(join(folder, "raw"), { encoding: "binary" });
  const value = Buffer.alloc(bytes, 7);
  raw.transactionSync(() => {
    for (let g = 0; g < names.length / groupSize; g++)
      for (let e = 0; e < ENTITIES; e++) raw.putSync(`r:drivers:0123456789ab:${g}:${e}`, value);
  });
  for (const shape of shapes) {
    await check(client, shape);
    const features = names.slice(0, shape.features);
    const parts = Math.ceil(shape.features / groupSize);
    const results = await measure(
      {
        packed: (call) =>
          client.getFeatures({
            features,
            entities: entitiesOf(call, shape.entities).map((driver) => ({ driver })),
          }),
        raw: (call) => {
          for (const e of entitiesOf(call, shape.entities))
            for (let g = 0; g < parts; g++) raw.getBinary(`r:drivers:0123456789ab:${g}:${e}`);
        },
      },
      shape.calls * 5,
    );
    tell("LMDB", shape, groupSize, "raw get without decoding", results.packed, results.raw);
  }
  await client.close();
  await raw.close();
}

// Redis
const server = await startRedisServer();
if (server === undefined) {
  console.error("redis-server is not installed: the Redis part is left out");
} else {
  try {
    for (const { groupSize, shapes } of LAYOUTS) {
      const raw = new Redis(server.url);
      await raw.flushall();
      const client = await openClient({ project, store: server.url });
      const bytes = await fill(await client.onlineStore(), groupSize);
      const value = Buffer.alloc(bytes, 7);
      const rawKey = (g, e) => `pinion:r:drivers:0123456789${String(g).padStart(2, "0")}:{${e}}:raw`;
      for (let g = 0; g < names.length / groupSize; g++) {
        await raw.mset(...Array.from({ length: ENTITIES }, (_, e) => [rawKey(g, e), value]).flat());
      }
      for (let e = 0; e < ENTITIES; e++) {
        void raw.hset(`hash:${e}`, ...names.flatMap((name, f) => [name, String(valueOf(e, f))]));
        if (e % 500 === 0) await raw.ping();
      }
      await raw.ping();
      for (const shape of shapes) {
        await check(client, shape);
        const features = names.slice(0, shape.features);
        const parts = Array.from({ length: Math.ceil(shape.features / groupSize) }, (_, g) => g);
        const results = await measure(
          {
            packed: (call) =>
              client.getFeatures({
                features,
                entities: entitiesOf(call, shape.entities).map((driver) => ({ driver })),
              }),
            raw: (call) =>
              raw.mgetBuffer(entitiesOf(call, shape.entities).flatMap((e) => parts.map((g) => rawKey(g, e)))),
            hash: (call) => {
              const pipeline = raw.pipeline();
              for (const e of entitiesOf(call, shape.entities)) pipeline.hmget(`hash:${e}`, ...features);
              return pipeline.exec();
            },
          },
          shape.calls,
        );
        const { packed, raw: bare, hash } = results;
        tell("Redis", shape, groupSize, "raw MGET without decoding", packed, bare);
        tell("Redis", shape, groupSize, "a hash for each entity, HMGET", packed, hash);
        report({
          bench: "serve",
          subject: `Redis, ${shape.entities} × ${shape.features}: raw MGET of values of ${groupSize}`,
          peer: "a hash for each entity, HMGET",
          ratio: hash.ms / bare.ms,
        });
      }
      await client.close();
      raw.disconnect();
    }
  } finally {
    server.stop();
  }
}
