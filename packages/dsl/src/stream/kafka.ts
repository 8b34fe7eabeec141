import { KAFKA_CLIENTS, type KafkaClientName } from "@pinion/core";
import type { StreamTransport, TextSetting } from "../definitions.js";
import { DefinitionError } from "../error.js";
import { shown } from "../name.js";
import { callSite } from "../site.js";
import type { ColumnTypes, StreamSource } from "../source/types.js";
import type { SchemaColumns, StreamSchema } from "./schema.js";
import { securityOf, type StreamSecurity } from "./security.js";
import { streamSource, type EventColumn, type StreamOptions } from "./stream-source.js";

/** Which topics of which brokers, how to reach them, and what their events hold. */
export interface KafkaSourceOptions<
  S extends StreamSchema,
  Columns extends ColumnTypes,
  Event,
> extends StreamOptions<S, Columns, Event> {
  /** `HOST:PORT` each, or one setting of the environment with commas between. */
  readonly brokers: readonly string[] | TextSetting;
  readonly topics: readonly string[];
  /** The consumer group; of the project, the source and the table unless given. */
  readonly groupId?: string;
  /**
   * The library that reads: `kafkajs`, which comes with Pinion, unless given; or `platformatic`, for which the package
   * `@platformatic/kafka` has to be installed.
   */
  readonly client?: KafkaClientName;
  readonly security?: StreamSecurity;
}

/**
 * Events of Apache Kafka topics. Windows are kept a partition, so a topic has to be partitioned by the key of its
 * windowed features, as producers do that give that key to their records.
 */
export function kafkaSource<
  const Name extends string,
  S extends StreamSchema,
  const Columns extends ColumnTypes = SchemaColumns<S>,
  const Event extends EventColumn<Columns> = never,
>(name: Name, options: KafkaSourceOptions<S, Columns, Event>): StreamSource<Name, Columns, Event & string> {
  const site = callSite(kafkaSource);
  const { brokers, topics, groupId, client } = options;
  const list: unknown = Array.isArray(brokers) ? brokers : [brokers];
  const refuse = (what: string, part: string, help: string): never => {
    throw new DefinitionError("PN1151", what, { site, path: [1, part] }, { help });
  };
  if (!isList(list, (each) => (typeof each === "string" ? each !== "" : isEnv(each)))) {
    refuse(`source \`${name}\` names no brokers`, "brokers", 'write brokers: ["localhost:9092"]');
  }
  if (!isList(topics, (each) => typeof each === "string" && /^[A-Za-z0-9._-]{1,249}$/.test(each))) {
    const wrong: unknown = Array.isArray(topics)
      ? topics.find((each) => typeof each !== "string" || !/^[A-Za-z0-9._-]{1,249}$/.test(each))
      : topics;
    refuse(
      `${shown(wrong)} is no topic`,
      "topics",
      "a topic is up to 249 letters, digits, dots, underscores and hyphens",
    );
  }
  if (client !== undefined && !KAFKA_CLIENTS.includes(client)) {
    refuse(`${shown(client)} is no Kafka client`, "client", `the clients are ${KAFKA_CLIENTS.join(" and ")}`);
  }
  const security = securityOf(options.security, site);
  const transport: StreamTransport = Object.freeze({
    kind: "kafka",
    brokers: Array.isArray(brokers)
      ? Object.freeze([...(brokers as readonly string[])])
      : (brokers as TextSetting),
    topics: Object.freeze([...topics]),
    ...(groupId === undefined ? {} : { groupId }),
    ...(client === undefined ? {} : { client }),
    ...(security === undefined ? {} : { security }),
  });
  return streamSource(name, options, transport, site) as StreamSource<Name, Columns, Event & string>;
}

const isList = (x: unknown, each: (item: unknown) => boolean): boolean =>
  Array.isArray(x) && x.length > 0 && x.every(each);

const isEnv = (x: unknown): boolean => typeof x === "object" && x !== null && "kind" in x && x.kind === "env";
