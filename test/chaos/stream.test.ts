import { setTimeout as sleep } from "node:timers/promises";
import type { Kafka, Message, Producer } from "kafkajs";
import { openClient } from "@pinion/runtime";
import { beforeAll, expect, it } from "vitest";
import { kafkaAvailable } from "../support/kafka.js";
import { redisAvailable } from "../support/redis.js";
import { describeWith, type Availability } from "../support/requires.js";
import { useKafka, type TestKafka } from "../support/use-kafka.js";
import { avroBytes } from "../stream/support/avro-bytes.js";
import {
  batchResult,
  driversOf,
  FEATURES,
  LITERAL,
  project,
  randomOf,
  readAll,
  streamDefinitions,
  tripsOf,
  type Trip,
} from "../stream/support/trips.js";
import { streamProcess, type StreamProcess } from "./support/consumer.js";
import { readTopic } from "./support/read-topic.js";
import { durableRedis, type DurableRedis } from "./support/redis.js";

/*
 * A stream whose every part is killed at random moments: in the end every feature of every key is what a batch over the
 * same events gives, and what cannot be read is in the dead letters, once. PINION_STREAM_CHAOS_RUNS runs of
 * PINION_STREAM_CHAOS_EVENTS events; PINION_CHAOS_SEED repeats the choices (as far as clocks allow).
 */

const RUNS = Number(process.env["PINION_STREAM_CHAOS_RUNS"] ?? 2);
const EVENTS = Number(process.env["PINION_STREAM_CHAOS_EVENTS"] ?? 8_000);
const BLOWS = Number(process.env["PINION_STREAM_CHAOS_BLOWS"] ?? 4);
const SEED = Number(process.env["PINION_CHAOS_SEED"] ?? process.env["PINION_SEED"] ?? Date.now() % 1_000_000);
const PARTITIONS = 4;
const DRIVERS = 300;
const need: Availability = kafkaAvailable.available ? redisAvailable : kafkaAvailable;

describeWith("a stream whose parts are killed", need, () => {
  const kafka = useKafka();
  beforeAll(() => console.log(`chaos: ${RUNS} runs, ${EVENTS} events each, PINION_CHAOS_SEED=${SEED}`));

  for (let run = 0; run < RUNS; run++) {
    it(`loses nothing and doubles nothing, run ${run + 1}`, { timeout: 600_000 }, async () => {
      const random = randomOf(SEED + run);
      const redis = await durableRedis();
      try {
        await chaos({ kafka, redis, random, topic: `trips-${run}` });
      } finally {
        await redis.stop();
      }
    });
  }
});

interface Scene {
  readonly kafka: TestKafka;
  readonly redis: DurableRedis;
  readonly random: () => number;
  readonly topic: string;
}

async function chaos({ kafka, redis, random, topic }: Scene): Promise<void> {
  const { client, server } = kafka;
  await kafka.createTopic(topic, PARTITIONS);
  const trips = tripsOf(EVENTS, DRIVERS, random);
  const poison = Math.ceil(EVENTS / 1000);

  const source = `kafkaSource("trips", { brokers: ["${kafka.broker}"], topics: ["${topic}"], schema: ${LITERAL}, eventTimestamp: "datetime", deadLetters: { topic: "${topic}-dead" } })`;
  const built = await project(streamDefinitions(source));
  const args = (state: string, ...more: readonly string[]): readonly string[] => [
    ...["--project", built.dir, "--features", FEATURES.join(","), "--table", "trips", "--from", "beginning"],
    ...["--sink", redis.url, "--state", `${built.dir}/${state}`, "--session-timeout-ms", "3000", ...more],
  ];
  let first = streamProcess(args("first"));
  let second: StreamProcess | undefined;
  const producing = produce(client, topic, trips, poison, random);
  let produced = false;
  producing.catch(() => undefined).finally(() => (produced = true));

  const blows: readonly (() => Promise<void>)[] = [
    async () => {
      await first.signal("SIGKILL");
      first = streamProcess(args("first"));
    },
    async () => {
      await server.kill();
      await sleep(random() * 1_000);
      await server.start();
    },
    () => redis.restart(),
    () => redis.pause(500 + random() * 2_000),
    async () => {
      second ??= streamProcess(args("second"));
    },
    async () => {
      await second?.signal(random() < 0.5 ? "SIGKILL" : "SIGTERM");
      second = undefined;
    },
  ];
  // Each kind of blow comes, in a random order, and then again.
  const order = blows.map((blow) => ({ blow, at: random() })).sort((a, b) => a.at - b.at);
  for (let i = 0; i < BLOWS || !produced; i++) {
    await sleep(300 + random() * 1_500);
    await order[i % order.length]?.blow();
    if (i > BLOWS * 4) break;
  }
  await producing;
  await second?.signal("SIGTERM");
  await first.signal(random() < 0.5 ? "SIGKILL" : "SIGTERM");

  const last = await streamProcess(args("first", "--until-end", "--json")).ended;
  expect(last.code, last.stderr).toBe(0);
  const report = JSON.parse(last.stdout) as { readonly asOf: string };
  // The truth is what the broker has: a producer whose broker dies may write a batch again.
  const byBytes = new Map(trips.map((trip) => [avroBytes(trip).toString("hex"), trip]));
  const all = (await readTopic(client, topic)).map((value) => ({
    value,
    trip: byBytes.get(value.toString("hex")),
  }));
  const written = all.flatMap(({ trip }) => (trip === undefined ? [] : [trip]));
  const poisoned = all.filter(({ trip }) => trip === undefined).map(({ value }) => value.toString("utf8"));
  expect(written.length).toBeGreaterThanOrEqual(trips.length);
  expect(new Set(poisoned).size).toBe(poison);
  const reader = await openClient({ project: built.dir, store: redis.url });
  try {
    const rows = await readAll(reader, driversOf(written), FEATURES);
    expect(rows).toEqual(await batchResult(written, Date.parse(report.asOf) * 1000, FEATURES));
  } finally {
    await reader.close();
  }
  const letters = streamLetters(await deadLetters(built.dir));
  expect(letters.toSorted()).toEqual(poisoned.toSorted());
  built.remove();
}

async function deadLetters(dir: string) {
  const { openDeadLetters } = await import("@pinion/runtime");
  return (await openDeadLetters({ project: dir })).list();
}

const streamLetters = (letters: Awaited<ReturnType<typeof deadLetters>>): readonly string[] =>
  letters.map(({ value }) => value?.toString("utf8") ?? "");

/** Writes all events, keyed, with the poison between them; each batch until the broker has it. */
async function produce(
  client: Kafka,
  topic: string,
  trips: readonly Trip[],
  poison: number,
  random: () => number,
): Promise<void> {
  let producer: Producer | undefined;
  const send = async (messages: Message[]): Promise<void> => {
    for (let attempt = 1; ; attempt++) {
      try {
        producer ??= await idempotentProducer(client);
        await producer.send({ topic, acks: -1, messages });
        return;
      } catch (error) {
        // kafkajs takes some of what a broker that dies does as final: another producer goes on.
        if (attempt === 200) throw error;
        void producer?.disconnect().catch(() => undefined);
        producer = undefined;
        await sleep(200);
      }
    }
  };
  const size = Math.ceil(trips.length / 40);
  let poisoned = 0;
  for (let at = 0; at < trips.length; at += size) {
    const messages: { key: string; value: Buffer }[] = trips
      .slice(at, at + size)
      .map((trip) => ({ key: String(trip.driver_id), value: avroBytes(trip) }));
    for (
      const until = Math.ceil((poison * (at + size)) / trips.length);
      poisoned < Math.min(poison, until);
      poisoned++
    ) {
      const where = Math.floor(random() * messages.length);
      messages.splice(where, 0, { key: `poison ${poisoned}`, value: Buffer.from(`poison ${poisoned}`) });
    }
    await send(messages);
    await sleep(50);
  }
  await producer?.disconnect().catch(() => undefined);
}

/** What it writes again of itself is not there twice. */
async function idempotentProducer(client: Kafka): Promise<Producer> {
  const producer = client.producer({
    ...{ idempotent: true, maxInFlightRequests: 1 },
    retry: { retries: 100, maxRetryTime: 1_000 },
  });
  await producer.connect();
  return producer;
}
