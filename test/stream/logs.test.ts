import { appendFileSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { KAFKA_CLIENTS } from "@pinion/core";
import { describe, expect, it } from "vitest";
import { groupContract } from "../../packages/runtime/test/stream/log/group.contract.js";
import { streamLogContract } from "../../packages/runtime/test/stream/log/stream-log.contract.js";
import { kafkaDriver } from "../../packages/runtime/src/stream/log/kafka/driver.js";
import { openConnection } from "../../packages/runtime/src/stream/log/kafka/wire/connection.js";
import { fetchRecords } from "../../packages/runtime/src/stream/log/kafka/wire/fetch.js";
import { placement } from "../../packages/runtime/src/stream/log/kafka/wire/metadata.js";
import { readBatches } from "../../packages/runtime/src/stream/log/kafka/wire/record-batch.js";
import { localLog } from "../../packages/runtime/src/stream/log/local/index.js";
import { packedRecords } from "../../packages/runtime/src/stream/packed-records.js";
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

  it.each([
    ["by topics' ids", 13],
    ["by names", 11],
    ["as the oldest brokers do", 4],
  ])("gives records and metadata in every version that brokers know: %s", async (_, newest) => {
    const topic = await newTopic(2);
    const producer = kafka.client.producer();
    await producer.connect();
    const messages = ["a", "b", "c"].map((value) => ({ value, partition: 1 }));
    await producer.send({ topic, messages });
    await producer.disconnect();
    const [host = "", port] = kafka.broker.split(":");
    const open = await openConnection({ host, port: Number(port) }, {});
    const broker = { ...open, newest: (api: number) => Math.min(open.newest(api), newest) };
    const { brokers, topics } = await placement(broker, [topic, "missing"]);
    const { id, leaders = new Map<number, number>() } = topics.get(topic) ?? {};
    expect(new Set(leaders.keys())).toEqual(new Set([0, 1]));
    expect(brokers.get(leaders.get(1) ?? -1)).toEqual({ host, port: Number(port) });
    expect(topics.get("missing")?.error).toBe(3);
    const wanted = [0, 1].map((partition) => ({
      ...{ topic, partition, offset: partition },
      ...(id === undefined ? {} : { id }),
    }));
    const limits = { maxWaitMs: 30_000, maxBytes: 1 << 20, maxBytesPerPartition: 1 << 20 };
    const found = await fetchRecords(broker, wanted, limits);
    const one = found.find(({ wanted: { partition } }) => partition === 1);
    expect(one).toMatchObject({ error: 0, highWatermark: 3 });
    const { pack, next } = readBatches(one?.records ?? Buffer.alloc(0), 1);
    expect([...packedRecords(pack)].map(({ value }) => value?.toString())).toEqual(["b", "c"]);
    expect(next).toBe(3);
    open.close();
  });
});
