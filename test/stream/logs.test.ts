import { appendFileSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { KAFKA_CLIENTS } from "@pinion/core";
import { describe } from "vitest";
import { groupContract } from "../../packages/runtime/test/stream/log/group.contract.js";
import { streamLogContract } from "../../packages/runtime/test/stream/log/stream-log.contract.js";
import { kafkaDriver } from "../../packages/runtime/src/stream/log/kafka/driver.js";
import { localLog } from "../../packages/runtime/src/stream/log/local/index.js";
import { kafkaAvailable } from "../support/kafka.js";
import { describeWith } from "../support/requires.js";
import { useKafka } from "../support/use-kafka.js";

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
  const kafka = useKafka();
  let topics = 0;
  const newTopic = async (partitions: number): Promise<string> => {
    const topic = `log-${++topics}`;
    await kafka.createTopic(topic, partitions);
    return topic;
  };

  describe.each(KAFKA_CLIENTS)("by %s", (client) => {
    const open = async (topic: string, by = client, sessionTimeoutMs = 10_000) => {
      const entry = { kind: "kafka" as const, brokers: [kafka.broker], topics: [topic], client: by };
      const driver = await kafkaDriver({ entry, project: ".", environment: {} });
      return driver.log({ topics: [topic], groupId: `group-${topic}`, sessionTimeoutMs });
    };

    streamLogContract("a topic", async () => {
      const topic = await newTopic(1);
      const producer = kafka.client.producer();
      await producer.connect();
      return {
        open: () => open(topic),
        append: async (values) =>
          void (await producer.send({ topic, messages: values.map((value) => ({ value })) })),
        close: () => producer.disconnect(),
      };
    });

    groupContract({ kafka: () => kafka.client, newTopic, open });
  });
});
