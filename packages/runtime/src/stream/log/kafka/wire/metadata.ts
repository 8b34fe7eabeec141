import { out } from "./bytes.js";
import { API, type Address, type Connection } from "./connection.js";

/** Where the partitions of topics are. */
export interface Placement {
  readonly brokers: ReadonlyMap<number, Address>;
  readonly topics: ReadonlyMap<string, TopicPlacement>;
}

export interface TopicPlacement {
  /** The protocol's number of why it cannot be told; 0 otherwise. */
  readonly error: number;
  /** What tells it from a topic of this name that was made before or after; absent where the broker is too old to say. */
  readonly id?: string;
  /** By partition the broker that leads it; -1 where none does. */
  readonly leaders: ReadonlyMap<number, number>;
}

/** The first that asks by name and tells ids (Kafka 3.0), and one that every broker knows. */
const WITH_IDS = 12;
const WITHOUT_IDS = 4;

export async function placement(connection: Connection, topics: readonly string[]): Promise<Placement> {
  const flexible = connection.newest(API.metadata) >= WITH_IDS;
  const body = out().count(topics.length, flexible);
  for (const topic of topics) {
    if (flexible) body.raw(Buffer.alloc(16));
    body.string(topic, flexible).noTags(flexible);
  }
  // Topics are not to be made by asking for them.
  body.int8(0);
  if (flexible) body.int8(0).noTags(flexible);
  const version = flexible ? WITH_IDS : WITHOUT_IDS;
  const answer = await connection.request(API.metadata, version, body, flexible);
  answer.int32();
  const brokers = answer.list(flexible, () => {
    const node = answer.int32();
    const host = answer.string(flexible);
    const port = answer.int32();
    answer.string(flexible);
    answer.skipTags(flexible);
    return [node, { host, port }] as const;
  });
  answer.string(flexible);
  answer.int32();
  const nodes = (): number[] => answer.list(flexible, answer.int32);
  const found = answer.list(flexible, () => {
    const error = answer.int16();
    const name = answer.string(flexible);
    const id = flexible ? answer.raw(16).toString("hex") : undefined;
    answer.int8();
    const leaders = answer.list(flexible, () => {
      answer.int16();
      const partition = answer.int32();
      const leader = answer.int32();
      if (flexible) answer.int32();
      nodes();
      nodes();
      if (flexible) nodes();
      answer.skipTags(flexible);
      return [partition, leader] as const;
    });
    if (flexible) answer.int32();
    answer.skipTags(flexible);
    return [name, { error, leaders: new Map(leaders), ...(id === undefined ? {} : { id }) }] as const;
  });
  return { brokers: new Map(brokers), topics: new Map(found) };
}
