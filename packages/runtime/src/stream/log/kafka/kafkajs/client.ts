import kafkajs, { type Kafka, type KafkaConfig, type SASLOptions } from "kafkajs";
import type { KafkaSasl, KafkaSettings } from "../settings.js";
import { registerCodecs } from "./codecs.js";

/** kafkajs: https://kafka.js.org */
export function kafkaClient(settings: KafkaSettings): Kafka {
  registerCodecs();
  return new kafkajs.Kafka(configOf(settings));
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
    ? { mechanism: "oauthbearer", oauthBearerProvider: async () => ({ value: await sasl.token() }) }
    : sasl;
