import { compatibilityPartitioner, Producer, type BaseOptions, type SASLOptions } from "@platformatic/kafka";
import type { KafkaDriver, KafkaWriter } from "../driver.js";
import { inPieces } from "../pieces.js";
import type { KafkaSasl, KafkaSettings } from "../settings.js";
import { registerCodecs } from "./codecs.js";
import { platformaticError } from "./errors.js";
import { platformaticLog } from "./log.js";

/** @platformatic/kafka: https://github.com/platformatic/kafka */
export function driver(settings: KafkaSettings): KafkaDriver {
  registerCodecs();
  const base = baseOf(settings);
  const { label } = settings;
  return {
    label,
    log: (options) => platformaticLog(base, label, options),
    writer: () => writer(base, label),
  };
}

function baseOf({ brokers, tls, sasl }: KafkaSettings): BaseOptions {
  return {
    clientId: "pinion",
    bootstrapBrokers: [...brokers],
    connectTimeout: 5_000,
    ...{ retries: 4, retryDelay: 250 },
    ...(tls === undefined ? {} : { tls: tls.ca === undefined ? {} : { ca: [tls.ca] } }),
    // Unless told so, this client names no server, and a certificate would be compared with `localhost`.
    ...(tls === undefined ? {} : { tlsServerName: true }),
    ...(sasl === undefined ? {} : { sasl: saslOf(sasl) }),
  };
}

function saslOf(sasl: KafkaSasl): SASLOptions {
  if (sasl.mechanism === "oauthbearer") return { mechanism: "OAUTHBEARER", token: sasl.token };
  const { username, password } = sasl;
  const mechanism = (
    { plain: "PLAIN", "scram-sha-256": "SCRAM-SHA-256", "scram-sha-512": "SCRAM-SHA-512" } as const
  )[sasl.mechanism];
  return { mechanism, username, password };
}

async function writer(base: BaseOptions, label: string): Promise<KafkaWriter> {
  // As Java's client and kafkajs do it, so that all that has a key is in one partition, whoever writes it.
  const partitioner = compatibilityPartitioner;
  const producer = new Producer({ ...base, acks: -1, autocreateTopics: true, partitioner });
  producer.on("error", () => undefined);
  const guard = async <T>(action: () => Promise<T>): Promise<T> => {
    try {
      return await action();
    } catch (error) {
      throw platformaticError(error, label);
    }
  };
  // Connects, so that what is wrong shows at once.
  await guard(() => producer.metadata({ topics: [] }));
  return {
    send: (topic, messages) =>
      guard(async () => {
        for (const piece of inPieces(messages)) {
          const all = piece.map(({ partition, key, value }) => ({
            topic,
            ...(partition === undefined ? {} : { partition }),
            ...(key === null ? {} : { key }),
            // A message without a value takes back what stands under its key.
            ...(value === null ? {} : { value }),
          }));
          await producer.send({ messages: all });
        }
      }),
    close: () => producer.close().catch(() => undefined),
  };
}
