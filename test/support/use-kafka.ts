import kafkajs, { type Admin, type Kafka, type Message } from "kafkajs";
import { afterAll, beforeAll } from "vitest";
import { startKafka, type KafkaServer, type KafkaServerOptions } from "./kafka.js";
import { until } from "./until.js";

/** A broker of the tests of one `describe`, and a client that asks it for things beside what is tested. */
export interface TestKafka {
  readonly server: KafkaServer;
  /** HOST:PORT without encryption. */
  readonly broker: string;
  readonly client: Kafka;
  readonly createTopic: (topic: string, partitions: number) => Promise<void>;
  /** Removes a topic with all that it holds. */
  readonly deleteTopic: (topic: string) => Promise<void>;
  /** Where a group stands in the first partition of a topic; -1 where it does not. */
  readonly committed: (groupId: string, topic: string) => Promise<number>;
  /** Writes messages once; they are there when it resolves. */
  readonly send: (topic: string, messages: readonly Message[]) => Promise<void>;
  /** Removes all that a topic holds before an offset of each partition, as retention does. */
  readonly removeBefore: (
    topic: string,
    offsetOf: (partition: number, end: number) => number,
  ) => Promise<void>;
}

/** Starts a broker before the tests of this `describe`, and ends it after them. */
export function useKafka(options: KafkaServerOptions = {}): TestKafka {
  let started: { readonly server: KafkaServer; readonly client: Kafka } | undefined;
  const running = () => {
    if (started === undefined) throw new Error("the broker runs while tests do");
    return started;
  };
  beforeAll(async () => {
    const server = await startKafka(options);
    const client = new kafkajs.Kafka({
      ...{ brokers: [server.broker], logLevel: kafkajs.logLevel.NOTHING },
      retry: { initialRetryTime: 100, maxRetryTime: 1_000, retries: 60 },
      // A request that a slow broker answers late is not to be sent again: what it writes would be there twice.
      ...{ requestTimeout: 140_000, connectionTimeout: 20_000 },
    });
    started = { server, client };
  });
  afterAll(() => started?.server.stop());

  const asAdmin = async (action: (admin: Admin) => Promise<unknown>): Promise<void> => {
    const admin = running().client.admin();
    await admin.connect();
    try {
      await action(admin);
    } finally {
      await admin.disconnect();
    }
  };
  return {
    get server() {
      return running().server;
    },
    get broker() {
      return running().server.broker;
    },
    get client() {
      return running().client;
    },
    createTopic: (topic, numPartitions) =>
      asAdmin(async (admin) => {
        await admin.createTopics({ topics: [{ topic, numPartitions }], waitForLeaders: false });
        // A broker may not know for a moment what it has just made.
        const isKnown = async () => (await admin.fetchTopicOffsets(topic)).length === numPartitions;
        await until(isKnown, `the broker knows topic ${topic}`, { every: 50 });
      }),
    deleteTopic: (topic) =>
      asAdmin(async (admin) => {
        await admin.deleteTopics({ topics: [topic] });
        const isGone = async () => !(await admin.listTopics()).includes(topic);
        await until(isGone, `the broker has removed topic ${topic}`, { every: 50 });
      }),
    committed: async (groupId, topic) => {
      let offset = -1;
      await asAdmin(async (admin) => {
        const [found] = await admin.fetchOffsets({ groupId, topics: [topic] });
        offset = Number(found?.partitions.find(({ partition }) => partition === 0)?.offset ?? -1);
      });
      return offset;
    },
    send: async (topic, messages) => {
      if (messages.length === 0) return;
      const producer = running().client.producer();
      await producer.connect();
      await producer.send({ topic, messages: [...messages] });
      await producer.disconnect();
    },
    removeBefore: (topic, offsetOf) =>
      asAdmin(async (admin) => {
        for (const { partition, high } of await admin.fetchTopicOffsets(topic)) {
          const offset = String(offsetOf(partition, Number(high)));
          await admin.deleteTopicRecords({ topic, partitions: [{ partition, offset }] });
        }
      }),
  };
}
