import { out } from "./bytes.js";
import { API, type Connection } from "./connection.js";

/** A partition and the offset from which records are wanted. */
export interface Wanted {
  readonly topic: string;
  readonly id?: string;
  readonly partition: number;
  readonly offset: number;
}

export interface FetchLimits {
  readonly maxWaitMs: number;
  readonly maxBytes: number;
  readonly maxBytesPerPartition: number;
}

export interface FetchedPartition<W> {
  readonly wanted: W;
  /** The protocol's number of why there are no records; 0 otherwise. */
  readonly error: number;
  readonly highWatermark: number;
  /** Of a producer the first offset of a transaction that it gave up. */
  readonly aborted: readonly Aborted[];
  /** Batches as they are written; the last may be cut. */
  readonly records: Buffer;
}

export interface Aborted {
  readonly producer: bigint;
  readonly first: number;
}

/** The first that names topics by their ids (Kafka 3.1), the last that fits older brokers, and what they all know. */
const BY_ID = 13;
const BY_NAME = 11;
const FIRST = 4;
const READ_COMMITTED = 1;

/** The versions of a fetch that differ in what is said, by Kafka's definition of it. */
function versionOf(connection: Connection, wanted: readonly Wanted[]): number {
  const newest = connection.newest(API.fetch);
  if (newest >= BY_ID && wanted.every(({ id }) => id !== undefined)) return BY_ID;
  return newest >= BY_NAME ? BY_NAME : FIRST;
}

export async function fetchRecords<W extends Wanted>(
  connection: Connection,
  wanted: readonly W[],
  { maxWaitMs, maxBytes, maxBytesPerPartition }: FetchLimits,
): Promise<readonly FetchedPartition<W>[]> {
  const version = versionOf(connection, wanted);
  const flexible = version >= BY_ID;
  const current = version >= BY_NAME;
  const body = out().int32(-1).int32(maxWaitMs).int32(1).int32(maxBytes).int8(READ_COMMITTED);
  // No session: each request says all that it asks for.
  if (current) body.int32(0).int32(-1);
  const byTopic = new Map<string, W[]>();
  for (const one of wanted) byTopic.set(one.topic, [...(byTopic.get(one.topic) ?? []), one]);
  body.count(byTopic.size, flexible);
  for (const [topic, all] of byTopic) {
    if (flexible) body.raw(Buffer.from(all[0]?.id ?? "", "hex"));
    else body.string(topic);
    body.count(all.length, flexible);
    for (const { partition, offset } of all) {
      body.int32(partition);
      if (current) body.int32(-1);
      body.int64(offset);
      if (flexible) body.int32(-1);
      if (current) body.int64(-1);
      body.int32(maxBytesPerPartition).noTags(flexible);
    }
    body.noTags(flexible);
  }
  if (current) body.count(0, flexible).string("", flexible);
  body.noTags(flexible);

  const answer = await connection.request(API.fetch, version, body, flexible);
  answer.int32();
  const whole = current ? answer.int16() : 0;
  if (whole !== 0) return wanted.map((one) => nothing(one, whole));
  if (current) answer.int32();
  const found = answer.list(flexible, () => {
    const topic = flexible ? answer.raw(16).toString("hex") : answer.string();
    const partitions = answer.list(flexible, () => {
      const partition = answer.int32();
      const error = answer.int16();
      const highWatermark = Number(answer.int64());
      answer.int64();
      if (current) answer.int64();
      const aborted = answer.list(flexible, () => {
        const producer = answer.int64();
        const first = Number(answer.int64());
        answer.skipTags(flexible);
        return { producer, first };
      });
      if (current) answer.int32();
      const records = answer.bytes(flexible);
      answer.skipTags(flexible);
      const one = wanted.find(
        (each) => each.partition === partition && (flexible ? each.id : each.topic) === topic,
      );
      return one === undefined ? [] : [{ wanted: one, error, highWatermark, aborted, records }];
    });
    answer.skipTags(flexible);
    return partitions.flat();
  });
  return found.flat();
}

const nothing = <W>(wanted: W, error: number): FetchedPartition<W> => ({
  ...{ wanted, error, highWatermark: 0, aborted: [], records: Buffer.alloc(0) },
});
