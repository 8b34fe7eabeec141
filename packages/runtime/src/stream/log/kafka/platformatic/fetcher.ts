import { IS_CONTROL, type Consumer } from "@platformatic/kafka";
import type { Partition, RecordBatch, StreamRecord } from "../../../ports.js";
import { fetchLoop, lanes, type Lanes, type Reading } from "../fetch-loop.js";
import { isAnswer } from "./errors.js";

/** The protocol's attribute of batches whose records have the time of the broker's log. */
const LOG_APPEND_TIME = 8;
const MAX_BYTES_PER_PARTITION = 2 << 20;
const MAX_BYTES = 16 << 20;

export interface FetcherOptions {
  readonly member: Consumer;
  readonly topics: readonly string[];
  /** Where each partition begins. */
  readonly begins: readonly (Partition & { readonly offset: number })[];
  /** One at a time of each partition. */
  readonly deliver: (batch: RecordBatch) => Promise<void>;
  /** Throws why the records at these offsets are not there. */
  readonly outOfRange: (wanted: readonly (Partition & { readonly offset: number })[]) => Promise<never>;
  readonly over: () => boolean;
}

type FetchResponse = Awaited<ReturnType<Consumer["fetch"]>>;

/** Reads partitions until it is over: one batch of each is worked on while the next is fetched. Throws what fails. */
export async function fetchAll(options: FetcherOptions): Promise<void> {
  const { member, topics, begins } = options;
  const readings = begins.map((begin): Reading => ({ ...begin }));
  const metadata = await member.metadata({ topics: [...topics] });
  const ids = new Map<string, string>();
  for (const [name, { id }] of metadata.topics) ids.set(name, id);
  const every = lanes(readings, options.deliver, options.over);
  const byLeader = new Map<number, Reading[]>();
  for (const reading of readings) {
    const leader = metadata.topics.get(reading.topic)?.partitions[reading.partition]?.leader ?? -1;
    const all = byLeader.get(leader) ?? [];
    all.push(reading);
    byLeader.set(leader, all);
  }
  await Promise.all(Array.from(byLeader, ([node, all]) => fetchFrom(node, all, ids, every, options)));
}

function fetchFrom(
  node: number,
  readings: readonly Reading[],
  ids: ReadonlyMap<string, string>,
  all: Lanes<Reading>,
  { member, outOfRange, over }: FetcherOptions,
): Promise<void> {
  const fetch = async (wanted: readonly Reading[], maxWaitTime: number) => {
    const response = await member
      .fetch({
        ...{ node, maxWaitTime, minBytes: 1, maxBytes: MAX_BYTES },
        topics: wanted.map(({ topic, partition, offset }) => ({
          topicId: ids.get(topic) ?? "",
          partitions: [
            {
              ...{ partition, fetchOffset: BigInt(offset), partitionMaxBytes: MAX_BYTES_PER_PARTITION },
              ...{ currentLeaderEpoch: -1, lastFetchedEpoch: -1 },
            },
          ],
        })),
      })
      .catch((error: unknown) => {
        if (isAnswer(error, "OFFSET_OUT_OF_RANGE")) return outOfRange(wanted);
        throw error;
      });
    return wanted.flatMap((reading) => {
      const batch = batchOf(reading, ids.get(reading.topic), response);
      return batch === undefined ? [] : [{ reading, batch }];
    });
  };
  return fetchLoop({ lanes: all, readings, fetch, over });
}

function batchOf(
  { topic, partition, offset: from }: Reading,
  id: string | undefined,
  { responses }: FetchResponse,
): RecordBatch | undefined {
  const found = responses
    .find(({ topicId }) => topicId === id)
    ?.partitions.find(({ partitionIndex }) => partitionIndex === partition);
  const batches = found?.records ?? [];
  const last = batches.at(-1);
  if (found === undefined || last === undefined) return undefined;
  const records: StreamRecord[] = [];
  for (const { attributes, firstOffset, firstTimestamp, maxTimestamp, records: all } of batches) {
    // Marks of transactions, which are nobody's records.
    if ((attributes & IS_CONTROL) !== 0) continue;
    const base = Number(firstOffset);
    const time = Number(firstTimestamp);
    const written = (attributes & LOG_APPEND_TIME) === 0 ? undefined : Number(maxTimestamp);
    for (const { offsetDelta, timestampDelta, key, value } of all) {
      const offset = base + offsetDelta;
      // A compressed batch comes whole.
      if (offset < from) continue;
      records.push({ offset, timestamp: written ?? time + Number(timestampDelta), key, value });
    }
  }
  const next = Number(last.firstOffset) + last.lastOffsetDelta + 1;
  return next <= from ? undefined : { topic, partition, records, next, end: Number(found.highWatermark) };
}
