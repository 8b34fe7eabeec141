import { readFileSync } from "node:fs";
import { PinionError, type EnvText, type KafkaEntry } from "@pinion/core";
import kafkajs, { type Kafka, type KafkaConfig, type SASLOptions } from "kafkajs";
import { projectPath, readSetting, type Environment } from "../../../load/settings.js";
import { registerCodecs } from "./codecs.js";

export interface KafkaAddress {
  readonly entry: KafkaEntry;
  readonly project: string;
  readonly environment: Environment;
  /** In place of the entry's own. */
  readonly brokers?: readonly string[];
}

/** A client of the brokers of an entry, with its secrets from the environment. */
export function kafkaClient(address: KafkaAddress): { readonly kafka: Kafka; readonly label: string } {
  const brokers = brokersOf(address);
  registerCodecs();
  const sasl = saslOf(address);
  const ssl = tlsOf(address);
  const config: KafkaConfig = {
    clientId: "pinion",
    brokers: [...brokers],
    logLevel: kafkajs.logLevel.NOTHING,
    connectionTimeout: 5_000,
    retry: { initialRetryTime: 100, maxRetryTime: 2_000, retries: 8 },
    ...(ssl === undefined ? {} : { ssl }),
    ...(sasl === undefined ? {} : { sasl }),
  };
  return { kafka: new kafkajs.Kafka(config), label: `Kafka at ${brokers.join(",")}` };
}

function brokersOf({ entry, environment, brokers }: KafkaAddress): readonly string[] {
  const texts =
    brokers ?? entry.brokers.map((broker) => readSetting(broker, environment, "the address of the brokers"));
  const all = texts
    .flatMap((text) => text.split(",").map((each) => each.trim()))
    .filter((each) => each !== "");
  const wrong = all.find((each) => !/^[^\s/@]+:\d{1,5}$/u.test(each));
  if (wrong === undefined && all.length > 0) return all;
  throw new PinionError(
    "PN5501",
    `${JSON.stringify((wrong ?? "").split("@").at(-1))} is no address of a broker`,
    {
      help: "write HOST:PORT",
    },
  );
}

function tlsOf({ entry, project, environment }: KafkaAddress): KafkaConfig["ssl"] {
  const tls = entry.security?.tls;
  if (tls === undefined) return undefined;
  if (tls.ca === undefined) return true;
  const path = projectPath(project, readSetting(tls.ca, environment, "the authorities of the brokers"));
  try {
    return { ca: [readFileSync(path, "utf8")] };
  } catch (cause) {
    throw new PinionError("PN5001", `the file ${path} of the brokers' authorities cannot be read`, { cause });
  }
}

function saslOf({ entry, environment }: KafkaAddress): SASLOptions | undefined {
  const sasl = entry.security?.sasl;
  if (sasl === undefined) return undefined;
  const read = (setting: EnvText, what: string): string => readSetting(setting, environment, what);
  if (sasl.mechanism === "oauthbearer") {
    const value = (): string => read(sasl.token, "the token of the brokers");
    value();
    // Asked for at each connection, so that a token that was renewed is found.
    return { mechanism: "oauthbearer", oauthBearerProvider: async () => ({ value: value() }) };
  }
  const username = read(sasl.username, "the user of the brokers");
  const password = read(sasl.password, "the password of the brokers");
  return { mechanism: sasl.mechanism, username, password };
}
