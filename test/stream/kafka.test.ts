import { setTimeout as sleep } from "node:timers/promises";
import { KAFKA_CLIENTS } from "@pinion/core";
import { describe, expect, it } from "vitest";
import { kafkaAvailable } from "../support/kafka.js";
import { describeWith } from "../support/requires.js";
import { useKafka } from "../support/use-kafka.js";
import {
  batchResult,
  driversOf,
  FEATURES,
  LITERAL,
  project,
  randomOf,
  readAll,
  ROW_FEATURES,
  streamDefinitions,
  tripsOf,
  type Trip,
} from "./support/trips.js";
import { avroBytes } from "./support/avro-bytes.js";

describeWith("a stream of Kafka", kafkaAvailable, () => {
  const kafka = useKafka();
  const topicWith = async (name: string, partitions: number, trips: readonly Trip[]) => {
    await kafka.createTopic(name, partitions);
    await produce(name, trips);
  };
  const produce = (topic: string, trips: readonly Trip[]): Promise<void> =>
    kafka.send(
      topic,
      trips.map((trip) => ({ key: String(trip.driver_id), value: avroBytes(trip) })),
    );
  const source = (topic: string): string =>
    `kafkaSource("trips", { brokers: ["${kafka.broker}"], topics: ["${topic}"], schema: ${LITERAL}, eventTimestamp: "datetime" })`;

  it("gives what the batch engine gives, over several partitions", async () => {
    const trips = tripsOf(3_000, 40, randomOf(11));
    await topicWith("windows", 3, trips);
    const stream = await project(streamDefinitions(source("windows")));
    const client = await stream.open();
    await client.materializeFeatures({
      name: "stream",
      sinks: [{ kind: "embedded", tableName: "trips", streaming: true }],
      featureNames: FEATURES as never,
      stream: { from: "beginning", untilEnd: true },
    });
    const { stream: status } = await client.waitJobToFinish({ timeoutSec: 140 });
    expect(status).toMatchObject({ events: trips.length, late: 0, rejected: [], ended: "end" });
    const rows = await readAll(client, driversOf(trips), FEATURES);
    expect(rows).toEqual(await batchResult(trips, status?.asOf ?? 0, FEATURES));
    await client.close();
    stream.remove();
  });

  /** Events of each key in both partitions. */
  const scattered = async (name: string, trips: readonly Trip[]) => {
    await kafka.createTopic(name, 2);
    const messages = trips.map((trip, i) => ({ partition: i % 2, value: avroBytes(trip) }));
    await kafka.send(name, messages);
  };
  const sinks = [{ kind: "embedded" as const, tableName: "trips", streaming: true }];

  it("puts events of a key in several partitions together where it reads all of them", async () => {
    const trips = tripsOf(800, 20, randomOf(13));
    await scattered("scattered", trips);
    const stream = await project(streamDefinitions(source("scattered")));
    const client = await stream.open();
    await client.materializeFeatures({
      ...{ name: "stream", sinks, featureNames: FEATURES as never },
      stream: { from: "beginning", untilEnd: true },
    });
    const { stream: status } = await client.waitJobToFinish({ timeoutSec: 140 });
    // Events of one time are in no order over partitions.
    const names = FEATURES.filter((name) => !/next|zone$|twice|latest|first/u.test(name));
    expect(await readAll(client, driversOf(trips), names)).toEqual(
      await batchResult(trips, status?.asOf ?? 0, names),
    );
    await client.close();
    stream.remove();
  });

  it("fails where readers that share partitions would each have a part of one key", async () => {
    const trips = tripsOf(400, 20, randomOf(14));
    await topicWith("shared", 2, trips);
    // One event of one key is in the other partition.
    const [stray] = trips.filter(({ driver_id }) => driver_id === 7);
    if (stray === undefined) throw new Error("no trip of driver 7");
    await kafka.send(
      "shared",
      [0, 1].map((partition) => ({ partition, value: avroBytes(stray) })),
    );
    const stream = await project(streamDefinitions(source("shared")));
    const client = await stream.open();
    const stopping = new AbortController();
    const begin = (state: string) =>
      client.materializeFeatures({
        ...{ name: state, sinks, featureNames: ["f_trips_7d"] as never },
        stream: { from: "beginning", state: `${stream.dir}/${state}`, signal: stopping.signal },
      });
    const jobs = [await begin("first"), await begin("second")];
    await expect(Promise.all(jobs.map((job) => job.wait({ timeoutSec: 140 })))).rejects.toMatchObject({
      code: "PN5511",
    });
    stopping.abort();
    await Promise.allSettled(jobs.map((job) => job.wait()));
    await client.close();
    stream.remove();
  });

  it("goes on where it stopped, and ends when its time is up", async () => {
    const trips = tripsOf(1_000, 20, randomOf(12));
    await topicWith("rows", 2, trips.slice(0, 600));
    const stream = await project(streamDefinitions(source("rows")));
    const client = await stream.open();
    const run = async () => {
      await client.materializeFeatures({
        name: "stream",
        sinks: [{ kind: "embedded", tableName: "trips", streaming: true, streamingTimeoutMs: 2_000 }],
        featureNames: ROW_FEATURES as never,
        stream: { from: "beginning" },
      });
      return (await client.waitJobToFinish({ timeoutSec: 140 })).stream;
    };
    /** Runs as often as it takes: a machine may be too slow for all of them in the time of one. */
    const runs = async (events: number) => {
      for (let came = 0; came < events;) {
        const status = await run();
        expect(status).toMatchObject({ ended: "timeout" });
        came += status?.events ?? 0;
        expect(came).toBeLessThanOrEqual(events);
      }
    };
    await runs(600);
    await produce("rows", trips.slice(600));
    await runs(400);
    const last = Math.max(...trips.map(({ datetime }) => datetime)) + 3_600_000_000;
    expect(await readAll(client, driversOf(trips), ROW_FEATURES)).toEqual(
      await batchResult(trips, last, ROW_FEATURES),
    );
    await client.close();
    stream.remove();
  });

  describe.each(KAFKA_CLIENTS)("of a topic that is made anew and holds more than before, by %s", (by) => {
    it("is refused, though the group was removed with the topic, and ends a stream that reads it while it is removed", async () => {
      const topic = `anew-${by}`;
      await topicWith(topic, 1, tripsOf(8, 5, randomOf(8)));
      const built = await project(streamDefinitions(source(topic)));
      const client = await built.open();
      const begin = (name: string, feature: string, options: object) =>
        client.materializeFeatures({
          ...{ name, sinks: [{ kind: "embedded", tableName: name, streaming: true }] },
          featureNames: [feature] as never,
          stream: { from: "beginning", client: by, groupId: `${topic}-${name}`, ...options },
        });
      const windows = async (options: object) =>
        (await (await begin("windows", "f_trips_7d", { untilEnd: true, ...options })).wait()).stream;
      expect(await windows({})).toMatchObject({ events: 8 });
      const rows = await begin("rows", "f_next", {});
      while ((await kafka.committed(`${topic}-rows`, topic)) < 8) await sleep(50);
      await kafka.deleteTopic(topic);
      await expect(rows.wait()).rejects.toMatchObject({ code: expect.stringMatching(/PN550[37]/u) });
      await topicWith(topic, 1, tripsOf(12, 5, randomOf(12)));
      await expect(windows({})).rejects.toMatchObject({
        code: "PN5507",
        message: `${topic}/0 was read up to offset 8, but is another log by now`,
      });
      expect(await windows({ reset: true })).toMatchObject({ events: 12 });
      const again = (options: object) => begin("rows", "f_next", { untilEnd: true, ...options });
      await expect((await again({})).wait()).rejects.toMatchObject({
        code: "PN5507",
        message: `${topic}/0 was read up to offset 8, but is another log by now`,
      });
      expect((await (await again({ reset: true })).wait()).stream).toMatchObject({ events: 12 });
      await client.close();
      built.remove();
    });
  });
});
