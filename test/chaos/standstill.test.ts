import { setTimeout as sleep } from "node:timers/promises";
import { openClient } from "@pinion/runtime";
import { expect, it } from "vitest";
import { kafkaAvailable } from "../support/kafka.js";
import { redisAvailable } from "../support/redis.js";
import { describeWith, type Availability } from "../support/requires.js";
import { until } from "../support/until.js";
import { useKafka } from "../support/use-kafka.js";
import { avroBytes } from "../stream/support/avro-bytes.js";
import {
  batchResult,
  driversOf,
  LITERAL,
  project,
  randomOf,
  readAll,
  ROW_FEATURES,
  FEATURES,
  streamDefinitions,
  tripsOf,
  type Trip,
} from "../stream/support/trips.js";
import { streamProcess } from "./support/consumer.js";
import { durableRedis } from "./support/redis.js";

/*
 * A stream's process is stopped (SIGSTOP) with writes that the store has not answered, for longer than its session: another
 * one takes its partitions and comes to the end. Gone on (SIGCONT), it writes nothing of what it was about to, and commits
 * nothing.
 */

const SESSION_MS = 1_500;
const need: Availability = kafkaAvailable.available ? redisAvailable : kafkaAvailable;

describeWith("a stream's process that stands still", need, () => {
  const kafka = useKafka();
  const send = (topic: string, trips: readonly Trip[]): Promise<void> =>
    kafka.send(
      topic,
      trips.map((trip) => ({ key: String(trip.driver_id), value: avroBytes(trip) })),
    );

  it.each([
    ["windows", FEATURES],
    ["row-level features", ROW_FEATURES],
  ])("does not write older %s over newer ones", { timeout: 400_000 }, async (what, names) => {
    const topic = `trips-${what.replace(/\W/gu, "-")}`;
    await kafka.createTopic(topic, 2);
    const admin = kafka.client.admin();
    await admin.connect();
    const redis = await durableRedis();
    const source = `kafkaSource("trips", { brokers: ["${kafka.broker}"], topics: ["${topic}"], schema: ${LITERAL}, eventTimestamp: "datetime", groupId: "${topic}" })`;
    const built = await project(streamDefinitions(source));
    const args = (state: string): readonly string[] => [
      ...["--project", built.dir, "--features", names.join(","), "--table", "trips", "--from", "beginning"],
      ...["--sink", redis.url, "--state", `${built.dir}/${state}`, "--json"],
      ...["--session-timeout-ms", String(SESSION_MS)],
    ];
    const committed = async (): Promise<number> => {
      // The first to ask of a group may come before its coordinator is there.
      const asked = admin.fetchOffsets({ groupId: topic, topics: [topic] });
      const [found] = await asked.catch(() => []);
      return (found?.partitions ?? []).reduce((sum, { offset }) => sum + Math.max(0, Number(offset)), 0);
    };
    const untilCommitted = (count: number): Promise<void> =>
      until(async () => (await committed()) === count, `${count} events are committed`, { every: 50 });
    // All within an hour, so that windows of before and after are as of the same time.
    const trips = tripsOf(900, 30, randomOf(31)).map((trip, i) => ({
      ...trip,
      datetime: Date.UTC(2025, 5, 2) * 1000 + i * 1_000_000,
    }));

    const first = streamProcess(args("first"));
    try {
      await send(topic, trips.slice(0, 300));
      await untilCommitted(300);
      // The store answers nothing: what is read now waits to be written.
      const paused = redis.pause(1_500);
      await send(topic, trips.slice(300, 600));
      await sleep(700);
      first.stand(true);
      await paused;
      await send(topic, trips.slice(600));
      const second = streamProcess(args("second"));
      try {
        await untilCommitted(trips.length);
        const reader = await openClient({ project: built.dir, store: redis.url });
        const drivers = driversOf(trips);
        const before = await readAll(reader, drivers, names);
        const hour = Date.UTC(2025, 5, 2, 1) * 1000;
        expect(before).toEqual(await batchResult(trips, hour, names));
        first.stand(false);
        for (let i = 0; i < 12; i++) {
          expect(await readAll(reader, drivers, names)).toEqual(before);
          expect(await committed()).toBe(trips.length);
          await sleep(150);
        }
        await reader.close();
      } finally {
        await second.signal("SIGKILL");
      }
    } finally {
      await first.signal("SIGKILL");
      await redis.stop();
      await admin.disconnect();
      built.remove();
    }
  });
});
