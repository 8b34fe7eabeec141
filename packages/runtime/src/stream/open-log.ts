import { join } from "node:path";
import type { StreamSourceEntry } from "@pinion/core";
import { projectPath, readSetting, type Environment } from "../load/settings.js";
import type { KafkaAddress } from "./log/kafka/settings.js";
import { keptPositions } from "./kept-positions.js";
import type { StreamOptions } from "./options.js";
import type { DeadLetterSink, StreamLog } from "./ports.js";

export interface StreamPlace {
  readonly source: StreamSourceEntry;
  readonly project: string;
  readonly environment: Environment;
  readonly options: StreamOptions;
  readonly groupId: string;
  /** The folder of this stream. */
  readonly folder: string;
}

/** The file or folder that is read in place of topics; undefined where Kafka is read. */
export function localPath({
  source,
  project,
  environment,
  options,
}: Omit<StreamPlace, "groupId" | "folder">): string | undefined {
  if (options.log !== undefined) return projectPath(project, options.log);
  if (source.transport.kind === "kafka" || options.brokers !== undefined) return undefined;
  return projectPath(
    project,
    readSetting(source.transport.path, environment, `the log of source ${source.name}`),
  );
}

/** Drivers are loaded only when they are needed. */
export async function openLog(place: StreamPlace): Promise<StreamLog> {
  const path = localPath(place);
  if (path !== undefined) {
    const { localLog } = await import("./log/local/index.js");
    return localLog({ path, positions: join(place.folder, "positions.json") });
  }
  const { kafkaDriver, SESSION_TIMEOUT_MS } = await import("./log/kafka/driver.js");
  const { groupId, options } = place;
  const address = kafkaAddress(place);
  const { topics } = address.entry;
  const { sessionTimeoutMs = SESSION_TIMEOUT_MS } = options;
  const log = await (await kafkaDriver(address)).log({ topics, groupId, sessionTimeoutMs });
  return keptPositions(log, { folder: place.folder, group: JSON.stringify([log.label, groupId]) });
}

export function kafkaAddress({
  source,
  project,
  environment,
  options,
}: Omit<StreamPlace, "groupId" | "folder">): KafkaAddress {
  const { transport } = source;
  const own =
    transport.kind === "kafka" ? transport : { kind: "kafka" as const, brokers: [], topics: [source.name] };
  const entry = options.client === undefined ? own : { ...own, client: options.client };
  const brokers = options.brokers === undefined ? {} : { brokers: options.brokers };
  return { entry, project, environment, ...brokers };
}

/** Where dead letters of a source are: a topic, or a file. */
export function deadLetterPlace(
  place: Omit<StreamPlace, "groupId" | "folder">,
): { readonly topic: string } | { readonly file: string } {
  const { source, project, environment } = place;
  const { deadLetters, name } = source;
  const own = { file: join(project, ".pinion", "dead-letters", `${name}.jsonl`) };
  if (deadLetters === undefined) return own;
  // Beside a local log there is no topic to write to.
  if ("topic" in deadLetters) return localPath(place) === undefined ? deadLetters : own;
  return {
    file: projectPath(project, readSetting(deadLetters.file, environment, `the dead letters of ${name}`)),
  };
}

export async function openDeadLetters(place: StreamPlace): Promise<DeadLetterSink> {
  const where = deadLetterPlace(place);
  if ("file" in where) {
    const { fileDeadLetters } = await import("./dead-letters/file.js");
    return fileDeadLetters(where.file);
  }
  const { topicDeadLetters } = await import("./dead-letters/topic.js");
  return topicDeadLetters(kafkaAddress(place), where.topic);
}
