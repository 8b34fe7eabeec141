import { PinionError } from "@pinion/core";
import type { Transaction } from "kafkajs";
import type { KafkaMessage } from "../driver.js";
import { inPieces } from "../pieces.js";
import type { KafkaSettings } from "../settings.js";
import { kafkaClient } from "./client.js";
import { chainOf, kafkaError } from "./errors.js";

export interface TopicMessage extends KafkaMessage {
  readonly topic: string;
}

/** Messages that readers see all of, or none. */
export interface KafkaTransactions {
  /** Throws PN5513 where another one has taken the name since. */
  readonly commit: (messages: readonly TopicMessage[]) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** A transaction that was left open holds up who reads the topic until the broker ends it. */
const OPEN_MS = 15_000;

/**
 * Transactions under a name. Whoever takes the name ends what earlier ones have open, and the broker takes nothing more of
 * them, on whatever machine they are.
 */
export async function kafkaTransactions(
  settings: KafkaSettings,
  transactionalId: string,
): Promise<KafkaTransactions> {
  const { label } = settings;
  const producer = kafkaClient(settings).producer({
    ...{ transactionalId, transactionTimeout: OPEN_MS, idempotent: true, maxInFlightRequests: 1 },
    allowAutoTopicCreation: true,
  });
  const guard = async <T>(action: () => Promise<T>): Promise<T> => {
    try {
      return await action();
    } catch (error) {
      const types = error instanceof Error ? chainOf(error).map(({ type }) => type) : [];
      if (types.includes("INVALID_PRODUCER_EPOCH")) {
        throw new PinionError("PN5513", "the dead letters are being replayed by another process", {
          help: "wait for it to end; what it leaves can be replayed then",
        });
      }
      if (types.includes("TRANSACTIONAL_ID_AUTHORIZATION_FAILED")) {
        throw new PinionError("PN5502", `${label} refused the transactions of ${transactionalId}`, {
          help: `the user has to have Describe and Write of the transactional id ${transactionalId}`,
        });
      }
      throw kafkaError(error, label);
    }
  };
  await guard(() => producer.connect());
  // The name is taken with the first transaction.
  let open: Transaction | undefined;
  const close = async (): Promise<void> => {
    await open?.abort().catch(() => undefined);
    await producer.disconnect().catch(() => undefined);
  };
  const begin = async (): Promise<Transaction> => (open ??= await guard(() => producer.transaction()));
  try {
    await begin();
  } catch (error) {
    await close();
    throw error;
  }
  return {
    commit: async (messages) => {
      const transaction = await begin();
      await guard(async () => {
        for (const piece of inPieces(messages)) {
          await transaction.sendBatch({ acks: -1, topicMessages: byTopic(piece) });
        }
        await transaction.commit();
      });
      open = undefined;
    },
    close,
  };
}

function byTopic(messages: readonly TopicMessage[]) {
  const topics = new Map<string, { topic: string; messages: KafkaMessage[] }>();
  for (const { topic, ...message } of messages) {
    const found = topics.get(topic);
    if (found === undefined) topics.set(topic, { topic, messages: [message] });
    else found.messages.push(message);
  }
  return [...topics.values()];
}
