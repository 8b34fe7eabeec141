import type { Batch } from "kafkajs";
import { partitionName, type DeadLetter, type DeadLetterSink } from "../ports.js";
import { kafkaClient, type KafkaAddress } from "../log/kafka/connection.js";
import { kafkaError } from "../log/kafka/errors.js";
import { inOrder } from "./file.js";
import { letterFromJson, letterId, letterToJson } from "./letter-json.js";

/*
 * A dead letter in a topic: its key is where the record stood, its value the letter in JSON. One without a value takes
 * the letter back.
 */

export async function topicDeadLetters(address: KafkaAddress, topic: string): Promise<DeadLetterSink> {
  const { kafka, label } = kafkaClient(address);
  const producer = kafka.producer({ allowAutoTopicCreation: true });
  const guard = async <T>(action: () => Promise<T>): Promise<T> => {
    try {
      return await action();
    } catch (error) {
      throw kafkaError(error, label);
    }
  };
  await guard(() => producer.connect());
  return {
    label: `topic ${topic} of ${label}`,
    write: (letters) =>
      guard(async () => {
        const messages = letters.map((letter) => ({ key: letterId(letter), value: letterToJson(letter) }));
        await producer.send({ topic, acks: -1, messages });
      }),
    close: () => producer.disconnect().catch(() => undefined),
  };
}

/** The letters of a topic, each once, without those that were taken back. */
export async function readTopicLetters(address: KafkaAddress, topic: string): Promise<readonly DeadLetter[]> {
  const { kafka, label } = kafkaClient(address);
  const admin = kafka.admin();
  const letters = new Map<string, DeadLetter>();
  try {
    await admin.connect();
    if (!(await admin.listTopics()).includes(topic)) return [];
    const ends = new Map(
      (await admin.fetchTopicOffsets(topic))
        .filter(({ low, high }) => Number(high) > Number(low))
        .map(({ partition, high }) => [partitionName({ topic, partition }), Number(high)]),
    );
    if (ends.size === 0) return [];
    const consumer = kafka.consumer({ groupId: `pinion-letters-${process.pid}-${Date.now()}` });
    try {
      await consumer.connect();
      await consumer.subscribe({ topics: [topic], fromBeginning: true });
      await new Promise<void>((resolve, reject) => {
        consumer.on(consumer.events.CRASH, ({ payload }) => reject(payload.error));
        const eachBatch = async ({ batch }: { readonly batch: Batch }) => {
          for (const { key, value } of batch.messages) {
            if (value === null) letters.delete(String(key));
            else {
              const letter = letterFromJson(value.toString("utf8"));
              if (letter !== undefined) letters.set(letterId(letter), letter);
            }
          }
          const name = partitionName(batch);
          if (Number(batch.lastOffset()) + 1 >= (ends.get(name) ?? 0)) ends.delete(name);
          if (ends.size === 0) resolve();
        };
        consumer.run({ autoCommit: false, eachBatch }).catch(reject);
      });
    } finally {
      await consumer.disconnect().catch(() => undefined);
    }
  } catch (error) {
    throw kafkaError(error, label);
  } finally {
    await admin.disconnect().catch(() => undefined);
  }
  return [...letters.values()].sort(inOrder);
}

/** Sends records to the topics that they came from, and takes their letters back. */
export async function replayToTopics(
  address: KafkaAddress,
  letters: readonly DeadLetter[],
  deadTopic: string | undefined,
): Promise<void> {
  const { kafka, label } = kafkaClient(address);
  const producer = kafka.producer({ allowAutoTopicCreation: false });
  try {
    await producer.connect();
    for (const { topic, partition, key, value } of letters) {
      await producer.send({ topic, acks: -1, messages: [{ partition, key, value }] });
    }
    if (deadTopic !== undefined) {
      const messages = letters.map((letter) => ({ key: letterId(letter), value: null }));
      await producer.send({ topic: deadTopic, acks: -1, messages });
    }
  } catch (error) {
    throw kafkaError(error, label);
  } finally {
    await producer.disconnect().catch(() => undefined);
  }
}
