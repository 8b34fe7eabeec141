import kafkajs, { type Kafka, type KafkaConfig, type SASLOptions } from "kafkajs";
import type { KafkaDriver, KafkaWriter } from "../driver.js";
import type { KafkaSasl, KafkaSettings } from "../settings.js";
import { registerCodecs } from "./codecs.js";
import { kafkaError } from "./errors.js";
import { kafkajsLog } from "./log.js";

/** kafkajs: https://kafka.js.org */
export function driver(settings: KafkaSettings): KafkaDriver {
  registerCodecs();
  const kafka = new kafkajs.Kafka(configOf(settings));
  const { label } = settings;
  return {
    label,
    log: (options) => kafkajsLog(kafka, label, options),
    writer: () => writer(kafka, label),
  };
}

function configOf({ brokers, tls, sasl }: KafkaSettings): KafkaConfig {
  return {
    clientId: "pinion",
    brokers: [...brokers],
    logLevel: kafkajs.logLevel.NOTHING,
    connectionTimeout: 5_000,
    retry: { initialRetryTime: 100, maxRetryTime: 2_000, retries: 8 },
    ...(tls === undefined ? {} : { ssl: tls.ca === undefined ? true : { ca: [tls.ca] } }),
    ...(sasl === undefined ? {} : { sasl: saslOf(sasl) }),
  };
}

const saslOf = (sasl: KafkaSasl): SASLOptions =>
  sasl.mechanism === "oauthbearer"
    ? { mechanism: "oauthbearer", oauthBearerProvider: async () => ({ value: sasl.token() }) }
    : sasl;

async function writer(kafka: Kafka, label: string): Promise<KafkaWriter> {
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
    send: (topic, messages) =>
      guard(async () => void (await producer.send({ topic, acks: -1, messages: [...messages] }))),
    close: () => producer.disconnect().catch(() => undefined),
  };
}
