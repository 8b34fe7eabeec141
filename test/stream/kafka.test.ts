import kafkajs, { type Kafka } from "kafkajs";
import { afterAll, beforeAll, expect, it } from "vitest";
import { kafkaAvailable, startKafka, type KafkaServer } from "../support/kafka.js";
import { describeWith } from "../support/requires.js";
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
  let server: KafkaServer;
  let kafka: Kafka;
  beforeAll(async () => {
    server = await startKafka();
    kafka = new kafkajs.Kafka({ brokers: [server.broker], logLevel: kafkajs.logLevel.NOTHING });
  });
  afterAll(() => server.stop());

  const topicWith = async (name: string, partitions: number, trips: readonly Trip[]) => {
    const admin = kafka.admin();
    await admin.connect();
    await admin.createTopics({ topics: [{ topic: name, numPartitions: partitions }], waitForLeaders: true });
    await admin.disconnect();
    await produce(name, trips);
  };
  const produce = async (topic: string, trips: readonly Trip[]) => {
    const producer = kafka.producer();
    await producer.connect();
    await producer.send({
      topic,
      messages: trips.map((trip) => ({ key: String(trip.driver_id), value: avroBytes(trip) })),
    });
    await producer.disconnect();
  };
  const source = (topic: string): string =>
    `kafkaSource("trips", { brokers: ["${server.broker}"], topics: ["${topic}"], schema: ${LITERAL}, eventTimestamp: "datetime" })`;

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
    const { stream: status } = await client.waitJobToFinish({ timeoutSec: 50 });
    expect(status).toMatchObject({ events: trips.length, late: 0, rejected: [], ended: "end" });
    const rows = await readAll(client, driversOf(trips), FEATURES);
    expect(rows).toEqual(await batchResult(trips, status?.asOf ?? 0, FEATURES));
    await client.close();
    stream.remove();
  });

  it("goes on where it stopped, and ends when its time is up", async () => {
    const trips = tripsOf(1_000, 20, randomOf(12));
    await topicWith("rows", 2, trips.slice(0, 600));
    const stream = await project(streamDefinitions(source("rows")));
    const client = await stream.open();
    const run = async (timeoutMs: number) => {
      await client.materializeFeatures({
        name: "stream",
        sinks: [{ kind: "embedded", tableName: "trips", streaming: true, streamingTimeoutMs: timeoutMs }],
        featureNames: ROW_FEATURES as never,
        stream: { from: "beginning" },
      });
      return (await client.waitJobToFinish({ timeoutSec: 50 })).stream;
    };
    expect(await run(2_000)).toMatchObject({ events: 600, ended: "timeout" });
    await produce("rows", trips.slice(600));
    expect(await run(2_000)).toMatchObject({ events: 400, ended: "timeout" });
    const last = Math.max(...trips.map(({ datetime }) => datetime)) + 3_600_000_000;
    expect(await readAll(client, driversOf(trips), ROW_FEATURES)).toEqual(
      await batchResult(trips, last, ROW_FEATURES),
    );
    await client.close();
    stream.remove();
  });
});
