import type { KafkaDriver, KafkaWriter } from "../driver.js";
import { inPieces } from "../pieces.js";
import type { KafkaSettings } from "../settings.js";
import { threadLog } from "../thread/log.js";
import { kafkaClient } from "./client.js";
import { kafkaError } from "./errors.js";

/** Reads in a thread of its own: kafkajs takes more of a processor for a record than most features do. */
export function driver(settings: KafkaSettings): KafkaDriver {
  const { label } = settings;
  return {
    label,
    log: (options) => threadLog(settings, options),
    writer: () => writer(settings),
  };
}

async function writer(settings: KafkaSettings): Promise<KafkaWriter> {
  const { label } = settings;
  const producer = kafkaClient(settings).producer({ allowAutoTopicCreation: true });
  const guard = async <T>(action: () => Promise<T>): Promise<T> => {
    try {
      return await action();
    } catch (error) {
      throw kafkaError(error, label);
    }
  };
  await guard(() => producer.connect());
  return {
    send: (topic, messages) =>
      guard(async () => {
        for (const piece of inPieces(messages))
          await producer.send({ topic, acks: -1, messages: [...piece] });
      }),
    close: () => producer.disconnect().catch(() => undefined),
  };
}
