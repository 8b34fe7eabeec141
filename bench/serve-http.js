// Features over HTTP against an empty route of the same server library: Feast's load shape, 10,000 entities with 250 BIGINT
// features in 25 groups, one entity and 100 at once, 50 features and 250. Each group is a table's of its own, as Feast's views are; or all
// were materialised together, so that an entity is one row.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { createRequire } from "node:module";
import { setTimeout as sleep } from "node:timers/promises";
import { compileProject, writeArtifacts } from "@pinion/compiler";
import { openClient } from "@pinion/runtime";
import { benchFolder, median, report } from "./support.js";

const require = createRequire(import.meta.url);
/** @type {typeof import("autocannon")} */
const autocannon = require("autocannon");

const ENTITIES = 10_000;
const FEATURES = 250;
const GROUPS = 25;
const SECONDS = Number(process.env.BENCH_SECONDS ?? 2);
/** Part of the name of a store and layout: of those alone. */
const ONLY = process.env.BENCH_ONLY ?? "";
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 3);
const KEYS = [{ name: "id", type: /** @type {const} */ ({ kind: "int" }) }];
const LAYOUTS = [
  { layout: "25 rows an entity", size: FEATURES / GROUPS },
  { layout: "one row an entity", size: FEATURES },
];
const NAMES = Array.from({ length: FEATURES }, (_, i) => `feature_${i}`);
const FEAST = "/get-online-features";
const ROOT = new URL("..", import.meta.url).pathname;
const folder = benchFolder("serve-http");

/** A project that declares the features; what they are computed of does not matter here. */
async function project() {
  mkdirSync(folder, { recursive: true });
  const columns = NAMES.map((name) => `${name.replace("feature", "column")}: t.int64()`).join(", ");
  const anchors = Array.from({ length: GROUPS }, (_, group) => {
    const own = NAMES.slice((group * FEATURES) / GROUPS, ((group + 1) * FEATURES) / GROUPS);
    const features = own.map((name) => `${name}: expr("${name.replace("feature", "column")}")`).join(", ");
    return `export const group${group} = anchor("group${group}", { source, key: id, features: { ${features} } });`;
  });
  writeFileSync(
    join(folder, "pinion.config.ts"),
    'import { defineConfig } from "@pinion/dsl";\nexport default defineConfig({ name: "bench", definitions: ["features.ts"] });\n',
  );
  writeFileSync(
    join(folder, "features.ts"),
    `import { anchor, expr, fileSource, key, t } from "@pinion/dsl";
const source = fileSource("source", { path: "rows.csv", columns: { id: t.int32(), ${columns} } });
const id = key("id", t.int32());
${anchors.join("\n")}
`,
  );
  const result = await compileProject(folder);
  if (result.kind === "failed") throw new Error(JSON.stringify(result.diagnostics.slice(0, 3)));
  await writeArtifacts(join(folder, ".pinion"), result.artifacts);
}

/** Writes every entity, so many features together. @param {string} address @param {number} size */
async function fill(address, size) {
  const client = await openClient({ project: folder, store: address });
  const store = await client.onlineStore();
  for (let first = 0; first < FEATURES; first += size) {
    const fields = NAMES.slice(first, first + size).map((name) => ({
      name,
      type: /** @type {const} */ ({ kind: "bigint" }),
    }));
    const writer = await store.openWriter({ table: "bench", keys: KEYS, schema: { fields }, asOf: 1 });
    for (let at = 0; at < ENTITIES; at += 2_500) {
      const rows = Array.from({ length: 2_500 }, (_, i) => ({
        key: String(at + i),
        values: fields.map((_field, f) => (at + i) * 1_000_003 + f),
      }));
      await writer.write(rows);
    }
    await writer.finish();
  }
  await client.close();
}

/** Starts a process that prints its address. @param {string[]} args */
async function started(args) {
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ["ignore", "pipe", "inherit"] });
  const [text] = await once(child.stdout, "data");
  return { address: JSON.parse(String(text)).address, child };
}

/** @param {{ child: import("node:child_process").ChildProcess }} process */
async function ended({ child }) {
  const exit = once(child, "exit");
  child.kill("SIGTERM");
  await exit;
}

// The limit: what the server library takes for an answer without work.
const EMPTY = `
import { createRequire } from "node:module";
const { fastify } = createRequire(${JSON.stringify(join(ROOT, "packages/runtime/package.json"))})("fastify");
const app = fastify();
app.get("/", async () => ({ hello: "world" }));
app.post("/", async () => ({ hello: "world" }));
const answers = new Map();
app.put("/answers/:name", { bodyLimit: 1e7 }, async (request) => void answers.set(request.params.name, Buffer.from(JSON.stringify(request.body))));
app.post("/answers/:name", async (request, reply) => {
  reply.type("application/json; charset=utf-8");
  return answers.get(request.params.name);
});
console.log(JSON.stringify({ address: await app.listen({ port: 0, host: "127.0.0.1" }) }));
`;

/** @param {number} entities @param {number} features */
const bodyOf = (entities, features) =>
  JSON.stringify({
    features: NAMES.slice(0, features),
    entities: Array.from({ length: entities }, (_, i) => ({ id: (i * 104_729) % ENTITIES })),
  });

/** The same for Feast's endpoint, as its client sends it. @param {number} entities @param {number} features */
const feastBodyOf = (entities, features) =>
  JSON.stringify({
    entities: { id: Array.from({ length: entities }, (_, i) => (i * 104_729) % ENTITIES) },
    full_feature_names: false,
    features: NAMES.slice(0, features).map((name) => `bench:${name}`),
  });

/** Processor time of a process in microseconds, where the system tells (Linux). @param {number | undefined} pid */
function cpuMicros(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    return (Number(fields[11]) + Number(fields[12])) * 10_000;
  } catch {
    return NaN;
  }
}

/** @param {{ address: string, child: import("node:child_process").ChildProcess }} server @param {string} path @param {string | undefined} body @param {number} connections */
async function load({ address, child }, path, body, connections) {
  const url = address + path;
  const before = cpuMicros(child.pid);
  const result = await autocannon({
    url,
    connections,
    duration: SECONDS,
    ...(body === undefined ? {} : { method: "POST", body, headers: { "content-type": "application/json" } }),
  });
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${url}: ${result.non2xx} bad answers`);
  const { requests, latency } = result;
  return {
    perSecond: requests.average,
    p50: latency.p50,
    p99: latency.p99,
    cpuMicros: (cpuMicros(child.pid) - before) / requests.total,
  };
}

/** Process metrics of a server: event-loop delay, and what collecting garbage took. @param {string} address */
async function processOf(address) {
  const text = await (await fetch(`${address}/metrics`)).text();
  const sum = (/** @type {RegExp} */ pattern) =>
    [...text.matchAll(pattern)].reduce((all, [, value]) => all + Number(value), 0);
  return {
    loopDelayMs: 1000 * sum(/^nodejs_eventloop_lag_p99_seconds ([\d.e-]+)$/gmu),
    gcSeconds: sum(/^nodejs_gc_duration_seconds_sum\{[^}]*\} ([\d.e-]+)$/gmu),
    requests: sum(
      /^pinion_http_requests_total\{route="\/(?:v1\/(?:features|tables[^"]*)|get-online-features)"[^}]*\} (\d+)$/gmu,
    ),
  };
}

/** Has the peer give what Pinion answers; the path at which it does. @param {string} from @param {string} to @param {number} entities @param {number} features */
async function copyAnswer(from, to, entities, features) {
  const headers = { "content-type": "application/json" };
  const body = bodyOf(entities, features);
  const answer = await fetch(`${from}/v1/features`, { method: "POST", headers, body });
  const path = `/answers/${entities}x${features}`;
  const kept = await fetch(to + path, { method: "PUT", headers, body: await answer.text() });
  if (!answer.ok || !kept.ok) throw new Error(`${answer.status}, ${kept.status}`);
  return path;
}

/** @param {string} store @param {string} address of it @param {typeof LAYOUTS[number]} layout */
async function measure(store, address, { layout, size }) {
  const name = `${store}, ${layout}`;
  if (!name.includes(ONLY)) return;
  await fill(address, size);
  const pinion = await started([
    join(ROOT, "packages/cli/bin/pinion.js"),
    ...["serve", "--project", folder, "--store", address, "--port", "0", "--json", "--log-level", "silent"],
  ]);
  const empty = await started(["--input-type=module", "-e", EMPTY]);
  const path = "/v1/features";
  const median1 = (/** @type {Awaited<ReturnType<typeof load>>[]} */ runs) => ({
    perSecond: median(runs.map((run) => run.perSecond)),
    cpuMicros: median(runs.map((run) => run.cpuMicros)),
    p50: median(runs.map((run) => run.p50)),
    p99: median(runs.map((run) => run.p99)),
  });
  try {
    await load(pinion, path, bodyOf(1, 50), 10);
    await load(empty, "/", undefined, 10);
    for (const features of [50, 250]) {
      const copy = await copyAnswer(pinion.address, empty.address, 1, features);
      /** What is asked for of whom. @type {Record<string, [typeof pinion, string, string | undefined]>} */
      const contenders = {
        ours: [pinion, path, bodyOf(1, features)],
        row: [pinion, `/v1/tables/bench/4711?features=${NAMES.slice(0, features).join(",")}`, undefined],
        feast: [pinion, FEAST, feastBodyOf(1, features)],
        get: [empty, "/", undefined],
        post: [empty, "/", bodyOf(1, features)],
        same: [empty, copy, bodyOf(1, features)],
      };
      /** @type {Record<string, Awaited<ReturnType<typeof load>>[]>} */
      const runs = Object.fromEntries(Object.keys(contenders).map((key) => [key, []]));
      const before = await processOf(pinion.address);
      for (let round = 0; round < ROUNDS; round++)
        for (const [key, [server, url, body]] of Object.entries(contenders))
          runs[key]?.push(await load(server, url, body, 10));
      const after = await processOf(pinion.address);
      const requests = after.requests - before.requests;
      for (const [key, of, peer, against] of [
        ["ours", "POST /v1/features", "an empty route", "get"],
        ["ours", "POST /v1/features", "an empty route that takes the same body", "post"],
        ["ours", "POST /v1/features", "a route that takes the same body and gives the same bytes", "same"],
        ["feast", "POST /get-online-features", "an empty route that takes the same body", "post"],
        ["row", "GET /v1/tables/:table/:key", "an empty route", "get"],
      ]) {
        const subject = median1(runs[key ?? ""] ?? []);
        const limit = median1(runs[against ?? ""] ?? []);
        report({
          bench: "serve-http",
          subject: `requests/s, ${name}: ${of}, 1 entity × ${features} features`,
          peer: peer ?? "",
          ratio: subject.perSecond / limit.perSecond,
          // What is left of this where the machine is busy with something else.
          cpuRatio: limit.cpuMicros / subject.cpuMicros,
          ...subject,
          peerPerSecond: limit.perSecond,
          peerCpuMicros: limit.cpuMicros,
          loopDelayMs: after.loopDelayMs,
          gcMsPerThousand: (1e6 * (after.gcSeconds - before.gcSeconds)) / Math.max(1, requests),
        });
      }
    }
    for (const features of [50, 250]) {
      const copy = await copyAnswer(pinion.address, empty.address, 100, features);
      const body = bodyOf(100, features);
      /** @type {[of: string, server: typeof pinion, url: string, body: string, runs: Awaited<ReturnType<typeof load>>[]][]} */
      const contenders = [
        ["POST /v1/features", pinion, path, body, []],
        ["POST /get-online-features", pinion, FEAST, feastBodyOf(100, features), []],
        // What a p99 is here without any work.
        ["a route that takes the same body and gives the same bytes", empty, copy, body, []],
      ];
      for (let round = 0; round < ROUNDS; round++)
        for (const [, server, url, sent, runs] of contenders) runs.push(await load(server, url, sent, 5));
      for (const [of, , , , runs] of contenders) {
        const subject = median1(runs);
        report({
          bench: "serve-http",
          subject: `p99 ms, ${name}: ${of}, 100 entities × ${features} features, 5 connections`,
          peer: "5 ms",
          ratio: subject.p99 / 5,
          ...subject,
        });
      }
    }
  } finally {
    await ended(pinion);
    await ended(empty);
  }
}

await project();
for (const layout of LAYOUTS) {
  rmSync(join(folder, "store"), { recursive: true, force: true });
  await measure("LMDB", `embedded:${join(folder, "store")}`, layout);
}

const port = await new Promise((resolve) => {
  const server = createServer().listen(0, "127.0.0.1", () => {
    const { port: free } = /** @type {import("node:net").AddressInfo} */ (server.address());
    server.close(() => resolve(free));
  });
});
const redis = spawn("redis-server", ["--port", String(port), "--bind", "127.0.0.1", "--save", ""], {
  stdio: "ignore",
});
const missing = new Promise((resolve) => redis.once("error", () => resolve(true)));
if (await Promise.race([missing, sleep(500)])) {
  console.error("redis-server is not installed: the Redis part is left out");
} else {
  try {
    for (const [database, layout] of LAYOUTS.entries())
      await measure("Redis", `redis://127.0.0.1:${port}/${database}`, layout);
  } finally {
    redis.kill("SIGKILL");
  }
}
