import { appendFileSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import kafkajs from "kafkajs";
import { afterAll, beforeAll } from "vitest";
import { streamLogContract } from "../../packages/runtime/test/stream/log/stream-log.contract.js";
import { kafkaLog } from "../../packages/runtime/src/stream/log/kafka/index.js";
import { localLog } from "../../packages/runtime/src/stream/log/local/index.js";
import { kafkaAvailable, startKafka, type KafkaServer } from "../support/kafka.js";
import { describeWith } from "../support/requires.js";

streamLogContract("a local file", async () => {
  const dir = mkdtempSync(join(tmpdir(), "pinion-log-"));
  const path = join(dir, "events.jsonl");
  writeFileSync(path, "");
  return {
    open: () => localLog({ path, positions: join(dir, "positions.json") }),
    append: async (values) => appendFileSync(path, values.map((value) => `${value}\n`).join("")),
    close: () => Promise.resolve(),
  };
});

describeWith("Kafka", kafkaAvailable, () => {
  let server: KafkaServer;
  let topics = 0;
  beforeAll(async () => {
    server = await startKafka();
  });
  afterAll(() => server.stop());

  streamLogContract("a topic", async () => {
    const topic = `log-${++topics}`;
    const kafka = new kafkajs.Kafka({ brokers: [server.broker], logLevel: kafkajs.logLevel.NOTHING });
    const admin = kafka.admin();
    await admin.connect();
    await admin.createTopics({ topics: [{ topic, numPartitions: 1 }], waitForLeaders: true });
    await admin.disconnect();
    const producer = kafka.producer();
    await producer.connect();
    return {
      open: () =>
        kafkaLog({
          entry: { kind: "kafka", brokers: [server.broker], topics: [topic] },
          ...{ project: ".", environment: {}, groupId: `group-${topic}` },
        }),
      append: async (values) =>
        void (await producer.send({ topic, messages: values.map((value) => ({ value })) })),
      close: () => producer.disconnect(),
    };
  });
});
