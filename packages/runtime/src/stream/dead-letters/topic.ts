import { PinionError } from "@pinion/core";
import { kafkaDriver, SESSION_TIMEOUT_MS, type KafkaDriver } from "../log/kafka/driver.js";
import { kafkaSettings, type KafkaAddress } from "../log/kafka/settings.js";
import { partitionName, type DeadLetter, type DeadLetterSink, type StreamRecord } from "../ports.js";
import type { LetterTaker } from "./taker.js";
import { inOrder, letterFromJson, letterId, letterToJson } from "./letter-json.js";

/*
 * A dead letter in a topic: its key is where the record stood and a hash of what it was, its value the letter in JSON. One without a value takes
 * the letter back.
 */

export async function topicDeadLetters(address: KafkaAddress, topic: string): Promise<DeadLetterSink> {
  const { label, writer } = await kafkaDriver(address);
  const { send, close } = await writer();
  return {
    label: `topic ${topic} of ${label}`,
    write: (letters) =>
      send(
        topic,
        letters.map((letter) => ({
          key: Buffer.from(letterId(letter)),
          value: Buffer.from(letterToJson(letter)),
        })),
      ),
    close,
  };
}

/** The letters of a topic, each once, without those that were taken back. */
export async function readTopicLetters(address: KafkaAddress, topic: string): Promise<readonly DeadLetter[]> {
  const letters = new Map<string, DeadLetter>();
  const take = ({ key, value }: StreamRecord): void => {
    if (value === null) {
      letters.delete(String(key));
      return;
    }
    const letter = letterFromJson(value.toString("utf8"));
    if (letter !== undefined) letters.set(letterId(letter), letter);
  };
  await readAll(await kafkaDriver(address), topic, take);
  return [...letters.values()].sort(inOrder);
}

/** Reads all that a topic holds by now; nothing where it is missing. */
async function readAll(
  driver: KafkaDriver,
  topic: string,
  take: (record: StreamRecord) => void,
): Promise<void> {
  const groupId = `pinion-letters-${process.pid}-${Date.now()}`;
  const log = await driver
    .log({ topics: [topic], groupId, sessionTimeoutMs: SESSION_TIMEOUT_MS })
    .catch((error: unknown) => {
      if (error instanceof PinionError && error.code === "PN5503") return undefined;
      throw error;
    });
  if (log === undefined) return;
  const done = new AbortController();
  const ends = new Map<string, number>();
  try {
    await log.read(
      {
        assigned: async (assignments) => {
          for (const assignment of assignments) {
            const { begin, end } = assignment;
            if (end > begin) ends.set(partitionName(assignment), end);
          }
          if (ends.size === 0) done.abort();
          return assignments.map(() => "beginning");
        },
        revoked: () => Promise.resolve(),
        batch: async (batch) => {
          for (const record of batch.records) take(record);
          const name = partitionName(batch);
          if (batch.next >= (ends.get(name) ?? 0)) ends.delete(name);
          if (ends.size === 0) done.abort();
          await Promise.resolve();
        },
      },
      done.signal,
    );
  } finally {
    await log.close();
  }
}

/** Sends records to the topics that they came from. */
export async function replayToTopics(address: KafkaAddress, letters: readonly DeadLetter[]): Promise<void> {
  const { writer } = await kafkaDriver(address);
  const { send, close } = await writer();
  try {
    for (const { topic, partition, key, value } of letters) await send(topic, [{ partition, key, value }]);
  } finally {
    await close();
  }
}

/**
 * Takes letters of a topic back, and sends their records again where asked to: both in one transaction, so that a record is written
 * again if and only if it is a letter no more. Whoever begins ends what others, on whatever machine, have under way. Transactions
 * are those of kafkajs, whichever client reads.
 */
export async function takeTopicLetters(address: KafkaAddress, topic: string): Promise<LetterTaker> {
  const { kafkaTransactions } = await import("../log/kafka/kafkajs/transactions.js");
  const { commit, close } = await kafkaTransactions(kafkaSettings(address), `pinion-replay-${topic}`);
  return {
    take: (letters, again) => {
      const records = again
        ? letters.map(({ topic, partition, key, value }) => ({ topic, partition, key, value }))
        : [];
      const takenBack = letters.map((letter) => ({ topic, key: Buffer.from(letterId(letter)), value: null }));
      return commit([...records, ...takenBack]);
    },
    close,
  };
}
