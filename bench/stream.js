// A topic into acknowledged Redis rows, by each client, against a kafkajs consumer that does nothing and one that decodes
// with avsc and nothing else; then the time from produce to readable. Same broker, same run, in turn; beside each rate the
// time of processors that a record took, in this process with all its threads. Needs Kafka's jars (`npm test` fetches them)
// and redis-server.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { compileProject, writeArtifacts } from "@pinion/compiler";
import { openClient, redisSink } from "@pinion/runtime";
import { benchFolder, median, report } from "./support.js";

const require = createRequire(new URL("../packages/runtime/package.json", import.meta.url));
const kafkajs = require("kafkajs");
const avsc = require("avsc");

const JARS = process.env.PINION_KAFKA_JARS ?? new URL("../.cache/kafka", import.meta.url).pathname;
const EVENTS = Number(process.env.STREAM_EVENTS ?? 400_000);
const ROUNDS = Number(process.env.STREAM_ROUNDS ?? 3);
const KEYS = 20_000;
const CLIENTS = (process.env.STREAM_CLIENTS ?? "kafkajs,platformatic").split(",");
const LATENCY_SECONDS = Number(process.env.STREAM_LATENCY_SECONDS ?? 10);
if (!existsSync(JARS) || spawnSync("redis-server", ["--version"]).status !== 0) {
  console.error("stream: Kafka's jars or redis-server are not there; nothing is measured");
  process.exit(0);
}

const SCHEMA = {
  type: "record",
  name: "DriverTrips",
  fields: [
    { name: "driver_id", type: "long" },
    { name: "trips_today", type: "int" },
    { name: "fare", type: "double" },
    { name: "vehicle", type: "string" },
    { name: "datetime", type: { type: "long", logicalType: "timestamp-micros" } },
  ],
};
const type = avsc.Type.forSchema(SCHEMA);
const FEATURES = {
  "row-level": ["f_count", "f_fare"],
  windows: ["f_trips_7d", "f_avg_1d", "f_count_1d"],
};

const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
      server.close(() => resolve(port));
    });
  });
/** @param {number} port */
async function untilOpen(port) {
  for (let i = 0; i < 600; i++) {
    const open = await new Promise((resolve) => {
      const socket = connect(port, "127.0.0.1", () => {
        socket.destroy();
        resolve(true);
      });
      socket.once("error", () => resolve(false));
    });
    if (open) return;
    await sleep(100);
  }
  throw new Error("a server did not start");
}

const folder = mkdtempSync(join(tmpdir(), "pinion-bench-"));
/** @type {import("node:child_process").ChildProcess[]} */
const children = [];
try {
  const [broker, controller, redisPort] = [await freePort(), await freePort(), await freePort()];
  const properties = join(folder, "server.properties");
  writeFileSync(
    properties,
    [
      "process.roles=broker,controller",
      "node.id=1",
      `controller.quorum.voters=1@127.0.0.1:${controller}`,
      `listeners=PLAINTEXT://127.0.0.1:${broker},CONTROLLER://127.0.0.1:${controller}`,
      "listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
      "controller.listener.names=CONTROLLER",
      "inter.broker.listener.name=PLAINTEXT",
      "offsets.topic.replication.factor=1",
      "offsets.topic.num.partitions=1",
      "transaction.state.log.replication.factor=1",
      "transaction.state.log.min.isr=1",
      "group.initial.rebalance.delay.ms=0",
      `log.dirs=${join(folder, "logs")}`,
    ].join("\n"),
  );
  const java = ["-Xmx1g", "-cp", `${JARS}/*`];
  spawnSync("java", [
    ...java,
    "kafka.tools.StorageTool",
    "format",
    "-t",
    "MkU3OEVBNTcwNTJENDM2Qk",
    "-c",
    properties,
  ]);
  children.push(spawn("java", [...java, "kafka.Kafka", properties], { stdio: "ignore", cwd: folder }));
  children.push(
    spawn("redis-server", ["--port", String(redisPort), "--bind", "127.0.0.1", "--save", ""], {
      stdio: "ignore",
    }),
  );
  await untilOpen(broker);
  await untilOpen(redisPort);
  const brokers = [`127.0.0.1:${broker}`];
  const redis = `redis://127.0.0.1:${redisPort}`;
  const kafka = new kafkajs.Kafka({ brokers, logLevel: kafkajs.logLevel.NOTHING });
  const admin = kafka.admin();
  await admin.connect();
  const producer = kafka.producer({ createPartitioner: kafkajs.Partitioners.DefaultPartitioner });
  await producer.connect();

  /** @param {number} i */
  const eventOf = (i) => {
    const driver = (i * 7919) % KEYS;
    const value = {
      driver_id: driver,
      trips_today: i % 50,
      fare: (i % 997) / 7,
      vehicle: `vehicle ${driver % 300}`,
      datetime: (Date.UTC(2025, 5, 2) + i * 1000) * 1000,
    };
    return { key: String(driver), value: type.toBuffer(value) };
  };
  for (const partitions of [1, 4]) {
    const topic = `trips-${partitions}`;
    await admin.createTopics({ topics: [{ topic, numPartitions: partitions }], waitForLeaders: true });
    for (let at = 0; at < EVENTS; at += 5_000) {
      const messages = Array.from({ length: Math.min(5_000, EVENTS - at) }, (_, i) => eventOf(at + i));
      await producer.send({ topic, messages });
    }
  }

  /** A project whose source reads a topic. @param {string} topic */
  async function projectOf(topic) {
    const dir = join(benchFolder("stream"), topic);
    mkdirSync(dir, { recursive: true });
    writeFileSync(
      join(dir, "pinion.config.ts"),
      'import { defineConfig } from "@pinion/dsl";\nexport default defineConfig({ name: "bench", definitions: ["f.ts"] });\n',
    );
    writeFileSync(
      join(dir, "f.ts"),
      `import { anchor, avg, avro, count, expr, kafkaSource, key, sum, t } from "@pinion/dsl";
const trips = kafkaSource("trips", { brokers: ["unset:1"], topics: ["${topic}"], schema: avro(${JSON.stringify(SCHEMA)}), eventTimestamp: "datetime" });
export const a = anchor("a", { source: trips, key: key("driver_id", t.int64()), features: {
  f_count: expr("trips_today + 1").as(t.int32()), f_fare: expr("fare * 2"),
  f_trips_7d: sum("trips_today", { window: "7d" }).as(t.int64()),
  f_avg_1d: avg("fare", { window: "1d" }), f_count_1d: count({ window: "1d" }),
} });\n`,
    );
    const result = await compileProject(dir);
    if (result.kind === "failed") throw new Error(JSON.stringify(result.diagnostics));
    await writeArtifacts(join(dir, ".pinion"), result.artifacts);
    return dir;
  }

  let groups = 0;
  /** What a measurement took: seconds by the clock, and of processors. @param {() => Promise<number>} measured */
  async function timed(measured) {
    const before = process.cpuUsage();
    const seconds = await measured();
    const { user, system } = process.cpuUsage(before);
    return { seconds, cpu: (user + system) / 1e6 };
  }

  /** Seconds from the assignment to the last record. @param {string} topic @param {(batch: any) => void} each */
  async function bare(topic, each) {
    const consumer = kafka.consumer({
      groupId: `bare-${++groups}`,
      maxBytesPerPartition: 2 << 20,
      maxBytes: 16 << 20,
    });
    await consumer.connect();
    await consumer.subscribe({ topics: [topic], fromBeginning: true });
    let seen = 0;
    let began = 0;
    consumer.on(consumer.events.GROUP_JOIN, () => {
      began = performance.now();
    });
    const took = await new Promise((resolve, reject) => {
      const eachBatch = async ({ batch }) => {
        each(batch);
        seen += batch.messages.length;
        if (seen >= EVENTS) resolve(performance.now() - began);
      };
      consumer.run({ autoCommit: false, eachBatch }).catch(reject);
    });
    await consumer.disconnect();
    return took / 1000;
  }
  /** The same of a stream, until every row is acknowledged and every offset committed. */
  async function streamed(dir, kind, reader) {
    const client = await openClient({ project: dir });
    const job = await client.materializeFeatures({
      name: "bench",
      sinks: [redisSink({ tableName: `t${++groups}`, url: redis, streaming: true })],
      featureNames: FEATURES[kind],
      stream: {
        from: "beginning",
        untilEnd: true,
        client: reader,
        brokers,
        groupId: `pinion-${groups}`,
        state: join(folder, `state-${groups}`),
      },
    });
    const { stream } = await job.wait();
    if (stream?.events !== EVENTS) throw new Error(`${stream?.events} events`);
    await client.close();
    return stream.readSeconds;
  }

  for (const partitions of [1, 4]) {
    const topic = `trips-${partitions}`;
    const dir = await projectOf(topic);
    const kinds = ["row-level", "windows"];
    const subjects = kinds.flatMap((kind) => CLIENTS.map((reader) => ({ kind, reader })));
    /** @type {Map<string, { seconds: number, cpu: number }[]>} */
    const times = new Map();
    for (let round = -1; round < ROUNDS; round++) {
      const note = async (name, measured) => {
        const one = await timed(measured);
        if (round >= 0) times.set(name, [...(times.get(name) ?? []), one]);
      };
      await note("nothing", () => bare(topic, () => undefined));
      await note("avsc", () =>
        bare(topic, (batch) => {
          for (const { value } of batch.messages) type.fromBuffer(value);
        }),
      );
      for (const { kind, reader } of subjects)
        await note(`${kind} ${reader}`, () => streamed(dir, kind, reader));
    }
    const middle = (name, what) => median((times.get(name) ?? []).map((one) => one[what]));
    const micros = (name) => Number(((middle(name, "cpu") / EVENTS) * 1e6).toFixed(2));
    for (const { kind, reader } of subjects) {
      const name = `${kind} ${reader}`;
      for (const peer of ["nothing", "avsc"]) {
        report({
          bench: "stream",
          subject: `${kind} features into Redis by ${reader}, ${partitions} partition${partitions > 1 ? "s" : ""}`,
          peer: peer === "nothing" ? "eachBatch that does nothing" : "eachBatch that decodes with avsc",
          // Of rates, so that 1 is as fast as the peer.
          of: "records a second",
          ratio: middle(peer, "seconds") / middle(name, "seconds"),
          recordsPerSecond: EVENTS / middle(name, "seconds"),
          peerRecordsPerSecond: EVENTS / middle(peer, "seconds"),
          cpuMicrosPerRecord: micros(name),
          peerCpuMicrosPerRecord: micros(peer),
        });
      }
    }
  }

  // From produce to readable, at a steady rate.
  const RATE = 10_000;
  const topic = "latency";
  await admin.createTopics({ topics: [{ topic, numPartitions: 1 }], waitForLeaders: true });
  const dir = await projectOf(topic);
  for (const [kind, reader] of ["row-level", "windows"].flatMap((each) =>
    CLIENTS.map((one) => [each, one]),
  )) {
    const client = await openClient({ project: dir, store: redis });
    const table = `latency${++groups}`;
    const job = await client.materializeFeatures({
      name: "latency",
      sinks: [redisSink({ tableName: table, url: redis, streaming: true })],
      featureNames: FEATURES[kind],
      stream: {
        from: "latest",
        client: reader,
        brokers,
        groupId: `latency-${groups}`,
        state: join(folder, `state-${groups}`),
      },
    });
    while ((job.progress()?.stream?.partitions.length ?? 0) === 0) await sleep(100);
    const latencies = [];
    const probe = kind === "windows" ? "f_count_1d" : "f_count";
    for (let slice = 0; slice < LATENCY_SECONDS * 20; slice++) {
      const started = performance.now();
      const messages = Array.from({ length: RATE / 20 }, (_, i) => {
        const at = slice * (RATE / 20) + i;
        const value = { ...type.fromBuffer(eventOf(at).value), datetime: Date.now() * 1000 };
        return { key: "k", value: type.toBuffer(value) };
      });
      // One key of each slice is new, and read until it is there.
      const key = 1_000_000 + slice;
      messages[messages.length - 1] = {
        key: "k",
        value: type.toBuffer({
          driver_id: key,
          trips_today: 1,
          fare: 1,
          vehicle: "v",
          datetime: Date.now() * 1000,
        }),
      };
      const sent = performance.now();
      const sending = producer.send({ topic, acks: 1, messages });
      for (;;) {
        const [row] = await client.getOnlineRows(table, [key], [probe]).catch(() => []);
        if (row?.found) break;
        if (performance.now() - sent > 5_000) break;
        await sleep(1);
      }
      if (slice >= 20) latencies.push(performance.now() - sent);
      await sending;
      await sleep(Math.max(0, 50 - (performance.now() - started)));
    }
    job.cancel();
    await job.wait();
    await client.close();
    latencies.sort((a, b) => a - b);
    const p99 = latencies[Math.floor(latencies.length * 0.99)] ?? NaN;
    report({
      bench: "stream",
      subject: `${kind} by ${reader}: produce to readable, p99 in ms, about ${RATE} records a second`,
      peer: "the aim of 50 ms",
      ratio: p99 / 50,
      p99,
      p50: latencies[latencies.length >> 1] ?? NaN,
    });
  }
  await producer.disconnect();
  await admin.disconnect();
} finally {
  for (const child of children) child.kill("SIGKILL");
  await sleep(300);
  rmSync(folder, { recursive: true, force: true });
}
