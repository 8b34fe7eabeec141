// Features over HTTP against an empty route of the same server library: Feast's load shape, 10,000 entities with 250 BIGINT
// features in 25 groups, one entity and 100 at once, 50 features and 250.
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
const SECONDS = Number(process.env.BENCH_SECONDS ?? 4);
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 3);
const KEYS = [{ name: "id", type: /** @type {const} */ ({ kind: "int" }) }];
const NAMES = Array.from({ length: FEATURES }, (_, i) => `feature_${i}`);
const ROOT = new URL("..", import.meta.url).pathname;
const folder = benchFolder("serve-http");

/** A project that declares the features; what they are computed of does not matter here. */
async function project() {
  mkdirSync(folder, { recursive: true });
  const columns = NAMES.map((name) => `${name.replace("feature", "column")}: t.int64()`).join(", ");
  const features = NAMES.map((name) => `${name}: expr("${name.replace("feature", "column")}")`).join(", ");
  writeFileSync(
    join(folder, "pinion.config.ts"),
    'import { defineConfig } from "@pinion/dsl";\nexport default defineConfig({ name: "bench", definitions: ["features.ts"] });\n',
  );
  writeFileSync(
    join(folder, "features.ts"),
    `import { anchor, expr, fileSource, key, t } from "@pinion/dsl";
const source = fileSource("source", { path: "rows.csv", columns: { id: t.int32(), ${columns} } });
export const all = anchor("all", { source, key: key("id", t.int32()), features: { ${features} } });
`,
  );
  const result = await compileProject(folder);
  if (result.kind === "failed") throw new Error(JSON.stringify(result.diagnostics.slice(0, 3)));
  await writeArtifacts(join(folder, ".pinion"), result.artifacts);
}

/** Writes every entity into every group. @param {string} address */
async function fill(address) {
  const client = await openClient({ project: folder, store: address });
  const store = await client.onlineStore();
  const perGroup = FEATURES / GROUPS;
  for (let group = 0; group < GROUPS; group++) {
    const fields = NAMES.slice(group * perGroup, (group + 1) * perGroup).map((name) => ({
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
    requests: sum(/^pinion_http_requests_total\{route="\/v1\/features"[^}]*\} (\d+)$/gmu),
  };
}

/** Has the peer give what Pinion answers. @param {string} from @param {string} to @param {number} features */
async function copyAnswer(from, to, features) {
  const headers = { "content-type": "application/json" };
  const answer = await fetch(`${from}/v1/features`, { method: "POST", headers, body: bodyOf(1, features) });
  const kept = await fetch(`${to}/answers/${features}`, {
    method: "PUT",
    headers,
    body: await answer.text(),
  });
  if (!answer.ok || !kept.ok) throw new Error(`${answer.status}, ${kept.status}`);
}

/** @param {string} name @param {string} address of the store */
async function measure(name, address) {
  await fill(address);
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
      const ours = [];
      const get = [];
      const post = [];
      const same = [];
      await copyAnswer(pinion.address, empty.address, features);
      const before = await processOf(pinion.address);
      for (let round = 0; round < ROUNDS; round++) {
        ours.push(await load(pinion, path, bodyOf(1, features), 10));
        get.push(await load(empty, "/", undefined, 10));
        post.push(await load(empty, "/", bodyOf(1, features), 10));
        same.push(await load(empty, `/answers/${features}`, bodyOf(1, features), 10));
      }
      const after = await processOf(pinion.address);
      const requests = after.requests - before.requests;
      const subject = median1(ours);
      for (const [peer, runs] of /** @type {const} */ ([
        ["an empty route", get],
        ["an empty route that takes the same body", post],
        ["a route that takes the same body and gives the same bytes", same],
      ])) {
        const limit = median1(runs);
        report({
          bench: "serve-http",
          subject: `requests/s, ${name}: 1 entity × ${features} features`,
          peer,
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
      const runs = [];
      for (let round = 0; round < ROUNDS; round++) {
        runs.push(await load(pinion, path, bodyOf(100, features), 5));
      }
      const subject = median1(runs);
      report({
        bench: "serve-http",
        subject: `p99 ms, ${name}: 100 entities × ${features} features, 5 connections`,
        peer: "5 ms",
        ratio: subject.p99 / 5,
        ...subject,
      });
    }
  } finally {
    await ended(pinion);
    await ended(empty);
  }
}

await project();
rmSync(join(folder, "store"), { recursive: true, force: true });
await measure("LMDB", `embedded:${join(folder, "store")}`);

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
    await measure("Redis", `redis://127.0.0.1:${port}`);
  } finally {
    redis.kill("SIGKILL");
  }
}
