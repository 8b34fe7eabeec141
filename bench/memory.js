// How much memory a materialisation takes: one process for each sink, its peak read from the system (Linux).
// PINION_BENCH_ROWS and PINION_BENCH_KEYS set the size, PINION_BENCH_LIMIT what the scan may take before it spills.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { createRequire } from "node:module";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { embeddedSink, openClient, parquetSink, redisSink } from "@pinion/runtime";
import { benchFolder, report } from "./support.js";

const ROWS = Number(process.env.PINION_BENCH_ROWS ?? 20_000_000);
const KEYS = Number(process.env.PINION_BENCH_KEYS ?? 1_000_000);
const LIMIT = process.env.PINION_BENCH_LIMIT ?? "1GB";
const MOST_MB = Number(process.env.PINION_BENCH_MOST_MB ?? 2048);
const SINKS = (process.env.PINION_BENCH_SINKS ?? "embedded,parquet,redis,join,join-one-key").split(",");
const OBSERVATIONS = Number(process.env.PINION_BENCH_OBSERVATIONS ?? 100_000);
const folder = benchFolder("memory");
/** @param {number} keys */
const projectOf = (keys) => join(folder, `project-${keys}`);
/** @param {string} kind */
const keysOf = (kind) => (kind === "join-one-key" ? 1 : KEYS);

/** @param {string} name @param {number | "self"} process how many kB the system says, of a process */
const kilobytes = (name, process = "self") =>
  Number(
    new RegExp(`^${name}:\\s+(\\d+) kB`, "mu").exec(readFileSync(`/proc/${process}/status`, "utf8"))?.[1] ??
      NaN,
  );

if (process.argv[2] === "child") {
  const [, , , kind = "", place, days] = process.argv;
  const client = await openClient({ project: projectOf(keysOf(kind)) });
  // File-backed pages (LMDB's map) are the system's to take back; what is the process's own is counted apart.
  let own = 0;
  const timer = setInterval(() => (own = Math.max(own, kilobytes("RssAnon"))), 50);
  if (kind.startsWith("join")) {
    const { observations, seconds } = await client.getOfflineFeatures({
      observations: { path: observed(keysOf(kind)), eventTimestamp: "seen" },
      features: client.manifest.features.map(({ name }) => name),
      output: `${place}.parquet`,
      memoryLimit: LIMIT,
    });
    clearInterval(timer);
    rmSync(`${place}.parquet`);
    const memory = { ownMb: own / 1024, peakMb: kilobytes("VmHWM") / 1024 };
    console.log(JSON.stringify({ rows: observations, seconds: { total: seconds }, ...memory }));
    process.exit(0);
  }
  const start = new Date(Date.parse("2020-05-30") - (Number(days) - 1) * 86_400_000)
    .toISOString()
    .slice(0, 10);
  const sink =
    kind === "parquet"
      ? parquetSink({ path: place })
      : kind === "redis"
        ? redisSink({ tableName: "memory", url: place })
        : embeddedSink({ tableName: "memory", path: place });
  const job = await client.materializeFeatures({
    name: "memory",
    sinks: [sink],
    featureNames: client.manifest.features.map(({ name }) => name),
    backfillTime: { start, end: "2020-05-30", step: "1d" },
    memoryLimit: LIMIT,
  });
  const { keys, seconds, sinks } = await job.wait();
  clearInterval(timer);
  const rows = sinks.reduce((sum, one) => sum + one.rows, 0);
  console.log(JSON.stringify({ keys, rows, seconds, ownMb: own / 1024, peakMb: kilobytes("VmHWM") / 1024 }));
  await client.close();
} else {
  for (const keys of new Set(SINKS.map(keysOf))) await prepare(keys);
  for (const [kind, days] of SINKS.flatMap((kind) =>
    kind === "parquet"
      ? [
          [kind, 1],
          [kind, 20],
        ]
      : [[kind, 1]],
  )) {
    const place = join(folder, `${kind}-${days}`);
    rmSync(place, { recursive: true, force: true });
    const redis = kind === "redis" ? await startRedis() : undefined;
    const args = [fileURLToPath(import.meta.url), "child", String(kind), redis?.url ?? place, String(days)];
    const done = spawnSync(process.execPath, args, { encoding: "utf8" });
    const redisMb = redis === undefined ? {} : { redisMb: redis.kilobytes() / 1024 };
    redis?.stop();
    rmSync(place, { recursive: true, force: true });
    if (done.status !== 0) throw new Error(done.stderr);
    const { keys, rows, seconds, ownMb, peakMb } = JSON.parse(done.stdout);
    report({
      bench: "memory",
      subject: String(kind).startsWith("join")
        ? `${ROWS / 1e6}M rows of 10 columns, ${keysOf(String(kind)).toLocaleString("en")} keys, joined to ${OBSERVATIONS.toLocaleString("en")} observations: own memory`
        : `${ROWS / 1e6}M rows of 10 columns, ${KEYS / 1e6}M keys, ${days} cutoffs, into ${kind}: own memory`,
      peer: `${MOST_MB} MB`,
      ratio: ownMb / MOST_MB,
      ownMb,
      peakMb,
      ...redisMb,
      ...(keys === undefined ? {} : { keys }),
      rows,
      limit: LIMIT,
      ...Object.fromEntries(Object.entries(seconds).map(([stage, of]) => [`${stage}Seconds`, of])),
    });
    if (ownMb > MOST_MB) process.exitCode = 1;
  }
}

/** @param {number} keys */
function observed(keys) {
  return join(folder, `observed-${OBSERVATIONS}-${keys}.parquet`);
}

/** @param {number} keys */
async function prepare(keys) {
  const project = projectOf(keys);
  const require = createRequire(new URL("../packages/runtime/package.json", import.meta.url));
  const { DuckDBInstance } = require("@duckdb/node-api");
  const { compileProject, writeArtifacts } = await import("@pinion/compiler");
  const file = join(folder, `rows-${ROWS}-${keys}.parquet`);
  const columns = Array.from({ length: 8 }, (_, i) => `c${i}`);
  if (!existsSync(file) || !existsSync(observed(keys))) {
    const instance = await DuckDBInstance.create(":memory:", { memory_limit: "2GB", temp_directory: folder });
    const connection = await instance.connect();
    await connection.run(`COPY (
      SELECT (hash(range) % ${keys})::INTEGER AS id,
             TIMESTAMP '2020-03-01' + to_microseconds((range * 90::DOUBLE / ${ROWS} * 86400000000)::BIGINT) AS at,
             ${columns.map((name, i) => `((hash(range * ${2 * i + 3}) % 10000) / 100.0)::DOUBLE AS ${name}`).join(", ")}
      FROM range(${ROWS})) TO '${file}' (FORMAT parquet)`);
    await connection.run(`COPY (
      SELECT (hash(range * 17) % ${keys})::INTEGER AS id,
             TIMESTAMP '2020-03-15' + to_microseconds((hash(range * 19) % (75 * 86400000000::BIGINT))::BIGINT) AS seen
      FROM range(${OBSERVATIONS})) TO '${observed(keys)}' (FORMAT parquet)`);
    connection.closeSync();
    instance.closeSync();
  }
  mkdirSync(join(project, "features"), { recursive: true });
  writeFileSync(
    join(project, "pinion.config.ts"),
    `import { defineConfig } from "@pinion/dsl";\nexport default defineConfig({ name: "memory", definitions: ["features/*.ts"] });\n`,
  );
  writeFileSync(
    join(project, "features", "rows.ts"),
    `import { anchor, avg, fileSource, key, max, t } from "@pinion/dsl";
export const rows = fileSource("rows", { path: ${JSON.stringify(file)}, eventTimestamp: "at", columns: {
  id: t.int32(), at: t.timestamp(), ${columns.map((name) => `${name}: t.double()`).join(", ")} } });
export const wide = anchor("wide", { source: rows, key: key("id", t.int32()), features: {
  ${columns.map((name) => `f_avg_${name}: avg("${name}", { window: "30d" }), f_max_${name}: max("${name}", { window: "30d" })`).join(",\n  ")} } });
`,
  );
  const compiled = await compileProject(project);
  if (compiled.kind === "failed")
    throw new Error(compiled.diagnostics.map(({ message }) => message).join("\n"));
  await writeArtifacts(join(project, ".pinion"), compiled.artifacts);
}

async function startRedis() {
  const port = await new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port: free } = /** @type {import("node:net").AddressInfo} */ (server.address());
      server.close(() => resolve(free));
    });
  });
  const server = spawn("redis-server", ["--port", String(port), "--bind", "127.0.0.1", "--save", ""], {
    stdio: "ignore",
  });
  await sleep(1000);
  return {
    url: `redis://127.0.0.1:${port}`,
    kilobytes: () => kilobytes("VmHWM", server.pid),
    stop: () => server.kill("SIGKILL"),
  };
}
