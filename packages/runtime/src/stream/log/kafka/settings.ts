import { readFileSync } from "node:fs";
import { PinionError, type EnvText, type KafkaEntry } from "@pinion/core";
import { projectPath, readSetting, type Environment } from "../../../load/settings.js";

export interface KafkaAddress {
  readonly entry: KafkaEntry;
  readonly project: string;
  readonly environment: Environment;
  /** In place of the entry's own. */
  readonly brokers?: readonly string[];
}

/** How brokers are reached, whichever client does it; secrets are read already. */
export interface KafkaSettings {
  readonly brokers: readonly string[];
  /** Absent without TLS; `ca` is the text of a PEM file. */
  readonly tls?: { readonly ca?: string };
  readonly sasl?: KafkaSasl;
  /** For messages: never with a secret. */
  readonly label: string;
}

export type KafkaSasl =
  | {
      readonly mechanism: "plain" | "scram-sha-256" | "scram-sha-512";
      readonly username: string;
      readonly password: string;
    }
  | {
      readonly mechanism: "oauthbearer";
      /** Asked for at each connection, so that a token that was renewed is found. */
      readonly token: () => string | Promise<string>;
    };

/** Throws PN5001, PN5007 or PN5501 where a setting is none. */
export function kafkaSettings(address: KafkaAddress): KafkaSettings {
  const brokers = brokersOf(address);
  const sasl = saslOf(address);
  const tls = tlsOf(address);
  return {
    brokers,
    label: `Kafka at ${brokers.join(",")}`,
    ...(tls === undefined ? {} : { tls }),
    ...(sasl === undefined ? {} : { sasl }),
  };
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

function tlsOf({ entry, project, environment }: KafkaAddress): KafkaSettings["tls"] {
  const tls = entry.security?.tls;
  if (tls?.ca === undefined) return tls === undefined ? undefined : {};
  const path = projectPath(project, readSetting(tls.ca, environment, "the authorities of the brokers"));
  try {
    return { ca: readFileSync(path, "utf8") };
  } catch (cause) {
    throw new PinionError("PN5001", `the file ${path} of the brokers' authorities cannot be read`, { cause });
  }
}

function saslOf({ entry, environment }: KafkaAddress): KafkaSasl | undefined {
  const sasl = entry.security?.sasl;
  if (sasl === undefined) return undefined;
  const read = (setting: EnvText, what: string): string => readSetting(setting, environment, what);
  if (sasl.mechanism === "oauthbearer") {
    const token = (): string => read(sasl.token, "the token of the brokers");
    token();
    return { mechanism: "oauthbearer", token };
  }
  const username = read(sasl.username, "the user of the brokers");
  const password = read(sasl.password, "the password of the brokers");
  return { mechanism: sasl.mechanism, username, password };
}
