import { PinionError, type KafkaClientName } from "@pinion/core";
import type { StreamLog } from "../../ports.js";
import type { MembershipWatch } from "./membership.js";
import { kafkaSettings, type KafkaAddress, type KafkaSettings } from "./settings.js";

/** What Pinion asks of a Kafka client. One contract suite runs on every one. */
export interface KafkaDriver {
  /** For messages. */
  readonly label: string;
  /** Topics, read by a group. Throws PN5501, PN5502 or PN5503. */
  readonly log: (options: KafkaLogOptions) => Promise<StreamLog>;
  /** Throws PN5501 or PN5502. */
  readonly writer: () => Promise<KafkaWriter>;
}

export interface KafkaLogOptions {
  readonly topics: readonly string[];
  readonly groupId: string;
  /** How long the group waits for a reader that is silent, milliseconds. */
  readonly sessionTimeoutMs: number;
  readonly watch?: MembershipWatch;
}

export const SESSION_TIMEOUT_MS = 10_000;

export interface KafkaWriter {
  /** Resolves when all replicas have the messages. */
  readonly send: (topic: string, messages: readonly KafkaMessage[]) => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface KafkaMessage {
  /** By the key unless given. */
  readonly partition?: number;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
}

/** A client module of one of the libraries. */
export interface KafkaModule {
  readonly driver: (settings: KafkaSettings) => KafkaDriver;
}

/** The client that a source asks for; kafkajs unless it does. Throws PN5510 where its package is not installed. */
export async function kafkaDriver(address: KafkaAddress): Promise<KafkaDriver> {
  const { driver } = await loadClient(address.entry.client ?? "kafkajs");
  return driver(kafkaSettings(address));
}

async function loadClient(name: KafkaClientName): Promise<KafkaModule> {
  if (name === "kafkajs") return import("./kafkajs/index.js");
  try {
    return await import("./platformatic/index.js");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ERR_MODULE_NOT_FOUND") throw error;
    throw new PinionError("PN5510", "the Kafka client @platformatic/kafka is not installed", {
      help: "npm install @platformatic/kafka, or leave `client` out: kafkajs comes with Pinion",
    });
  }
}
