import { PinionError } from "@pinion/core";
import type { Admin, Consumer, EachBatchPayload, Kafka } from "kafkajs";
import { pack, packedRecords } from "../../../packed-records.js";
import { checkSame, removed } from "../../../partitions.js";
import {
  partitionName,
  type Assignment,
  type Partition,
  type Position,
  type ReadHandlers,
  type StartAt,
  type StreamLog,
} from "../../../ports.js";
import type { KafkaLogOptions } from "../driver.js";
import { clock, membership } from "../membership.js";
import { isFinal, isRebalancing, kafkaError } from "./errors.js";
import { withHeartbeats } from "./heartbeats.js";

export async function kafkajsLog(kafka: Kafka, label: string, options: KafkaLogOptions): Promise<StreamLog> {
  const admin = kafka.admin({ retry: { initialRetryTime: 100, maxRetryTime: 1_000, retries: 4 } });
  try {
    await admin.connect();
    await checkTopics(admin, options.topics, label);
  } catch (error) {
    await admin.disconnect().catch(() => undefined);
    throw kafkaError(error, label);
  }
  return reader(kafka, admin, label, options);
}

async function checkTopics(admin: Admin, topics: readonly string[], label: string): Promise<void> {
  const there = await admin.listTopics();
  const missing = topics.find((topic) => !there.includes(topic));
  if (missing === undefined) return;
  throw new PinionError("PN5503", `${label} has no topic ${JSON.stringify(missing)}`, {
    help: "create it, or correct its name",
  });
}

function reader(kafka: Kafka, admin: Admin, label: string, options: KafkaLogOptions): StreamLog {
  const { groupId, sessionTimeoutMs } = options;
  const topics = [...options.topics];
  const group = membership(sessionTimeoutMs, options.watch);
  /** The offset that the next batch of a partition is fetched from. */
  const expected = new Map<string, number>();
  /** What the group has of a partition. */
  const committed = new Map<string, Position>();
  /** The partitions that are read. */
  const places = new Map<string, Partition>();
  /** Commits of this reader that are under way. */
  let committing = 0;
  let consumer: Consumer | undefined;
  let closed = false;

  const read = async (handlers: ReadHandlers, signal: AbortSignal): Promise<void> => {
    let fail: (error: unknown) => void = () => undefined;
    const ended = new Promise<void>((resolve, reject) => {
      fail = reject;
      if (signal.aborted) resolve();
      signal.addEventListener("abort", () => resolve(), { once: true });
    });
    ended.catch(() => undefined);
    const running = new Set<Promise<unknown>>();
    let prepared: Promise<void> = Promise.resolve();

    const started = kafka.consumer({
      groupId,
      sessionTimeout: sessionTimeoutMs,
      rebalanceTimeout: Math.max(30_000, sessionTimeoutMs),
      heartbeatInterval: Math.min(1_000, sessionTimeoutMs / 4),
      maxWaitTimeInMs: 250,
      maxBytesPerPartition: 2 << 20,
      maxBytes: 16 << 20,
      allowAutoTopicCreation: false,
      retry: {
        ...{ initialRetryTime: 100, maxRetryTime: 2_000, retries: 8 },
        restartOnFailure: async (error) => !signal.aborted && !isFinal(kafkaError(error, label)),
      },
    });
    consumer = started;
    started.on(started.events.CRASH, ({ payload }) => {
      group.letGo();
      const error = kafkaError(payload.error, label);
      if (!payload.restart || isFinal(error)) fail(error);
    });
    // kafkajs restarts a consumer that crashed after a pause, also where it was told to end in the meantime.
    started.on(started.events.CONNECT, () => {
      if (closed) void started.disconnect().catch(() => undefined);
    });
    started.on(started.events.REBALANCING, () => group.letGo());
    // The group counts from when it got a request, which is not before it was sent.
    let sentAt = -Infinity;
    started.on(started.events.REQUEST, ({ payload }) => {
      if (payload.apiName === "Heartbeat" || payload.apiName === "SyncGroup") {
        sentAt = clock() - payload.duration;
      }
      // A commit that is not of this reader: kafkajs has left records out.
      if (payload.apiName === "OffsetCommit" && committing === 0) {
        checkAllThere(started).catch(fail);
      }
    });
    started.on(started.events.HEARTBEAT, () => group.heard(sentAt));
    started.on(started.events.GROUP_JOIN, ({ payload }) => {
      if (closed) return void started.disconnect().catch(() => undefined);
      group.letGo();
      group.heard(sentAt);
      const mine = Object.entries(payload.memberAssignment).flatMap(([topic, all]) =>
        all.map((partition): Partition => ({ topic, partition })),
      );
      prepared = (async () => {
        // What the batches of the generation before still do comes first.
        await Promise.allSettled(running);
        await group.take(mine, handlers, (partitions) => begin(started, partitions, handlers));
      })();
      prepared.catch(fail);
    });

    // Of a batch with nothing but marks of transactions kafkajs tells this alone.
    started.on(started.events.END_BATCH_PROCESS, ({ payload }) => {
      const { topic, partition, batchSize, lastOffset, highWatermark } = payload;
      if (batchSize > 0 || !group.holds({ topic, partition })) return;
      const next = Number(lastOffset) + 1;
      expected.set(partitionName({ topic, partition }), next);
      handlers.batch({ topic, partition, records: [], next, end: Number(highWatermark) }).catch(fail);
    });

    const eachBatch = async ({ batch, resolveOffset, heartbeat, isRunning, isStale }: EachBatchPayload) => {
      await withHeartbeats(prepared, heartbeat);
      if (signal.aborted || !isRunning() || isStale()) return;
      const { topic, partition } = batch;
      const fetched = Number(fetchedOffset(batch));
      if (fetched > (expected.get(partitionName({ topic, partition })) ?? 0)) await checkAllThere(started);
      const last = batch.lastOffset();
      const next = Number(last) + 1;
      const work = handlers.batch({
        ...{ topic, partition, next },
        records: packedRecords(pack(batch.messages)),
        end: Number(batch.highWatermark),
      });
      running.add(work);
      try {
        await withHeartbeats(work, heartbeat);
      } catch (error) {
        if (!isKafkaJs(error)) fail(error);
        throw error;
      } finally {
        void work.catch(() => undefined).finally(() => running.delete(work));
      }
      expected.set(partitionName({ topic, partition }), next);
      resolveOffset(last);
      await heartbeat();
    };

    try {
      await started.connect();
      await started.subscribe({ topics });
      await started.run({ autoCommit: false, eachBatchAutoResolve: false, eachBatch });
    } catch (error) {
      throw kafkaError(error, label);
    }
    await ended;
    started.pause(topics.map((topic) => ({ topic })));
    await prepared;
    await Promise.allSettled(running);
  };

  const begin = async (
    started: Consumer,
    mine: readonly Partition[],
    handlers: ReadHandlers,
  ): Promise<void> => {
    const assignments = await describe(admin, groupId, mine).catch((error: unknown) => {
      throw kafkaError(error, label);
    });
    expected.clear();
    committed.clear();
    places.clear();
    for (const { topic, partition, committed: known } of assignments) {
      const place = { topic, partition };
      if (known !== undefined) committed.set(partitionName(place), { ...place, ...known });
    }
    const starts = await handlers.assigned(assignments);
    for (const [i, assignment] of assignments.entries()) {
      const offset = await offsetOf(admin, starts[i] ?? "beginning", assignment);
      expected.set(partitionName(assignment), offset);
      places.set(partitionName(assignment), assignment);
      started.seek({ topic: assignment.topic, partition: assignment.partition, offset: String(offset) });
    }
  };

  /**
   * Where the records at an offset were removed, or the topic was made anew, kafkajs goes on at the topic's end and commits that. Nothing is left out
   * in silence: the commit is taken back, and the stream fails.
   */
  const checkAllThere = async (started: Consumer): Promise<void> => {
    for (const assignment of await describe(admin, groupId, [...places.values()])) {
      const name = partitionName(assignment);
      const position = expected.get(name);
      const { begin: first, end } = assignment;
      if (position === undefined || (position >= first && position <= end)) continue;
      const before = committed.get(name);
      if (before !== undefined) await commitAll(started, [before]).catch(() => undefined);
      checkSame(assignment, position);
      throw removed(assignment, position);
    }
  };
  const commitAll = async (started: Consumer, positions: readonly Position[]): Promise<void> => {
    committing++;
    try {
      await started.commitOffsets(
        positions.map(({ topic, partition, offset, note }) => ({
          ...{ topic, partition, offset: String(offset), metadata: note },
        })),
      );
    } finally {
      committing--;
    }
  };

  return {
    label: `${label}, topics ${topics.join(", ")}`,
    read,
    holds: group.holds,
    others: async () => {
      if (places.size === 0) return [];
      try {
        const all = await admin.fetchOffsets({ groupId, topics });
        return all
          .flatMap(({ topic, partitions }) =>
            partitions.map(({ partition, offset, metadata }) => ({
              ...{ topic, partition, offset: Number(offset), note: metadata ?? "" },
            })),
          )
          .filter((one) => !places.has(partitionName(one)));
      } catch (error) {
        throw kafkaError(error, label);
      }
    },
    commit: async (positions) => {
      const mine = positions.filter(group.holds);
      if (mine.length === 0 || consumer === undefined) return;
      try {
        await commitAll(consumer, mine);
        for (const position of mine) committed.set(partitionName(position), position);
      } catch (error) {
        // Whoever owns them after the rebalance begins at the commit before, which changes nothing.
        if (!isRebalancing(error)) throw kafkaError(error, label);
      }
    },
    close: async () => {
      closed = true;
      await consumer?.disconnect().catch(() => undefined);
      await admin.disconnect().catch(() => undefined);
    },
  };
}

/** kafkajs' types leave it out. */
const fetchedOffset = (batch: EachBatchPayload["batch"]): string =>
  (batch as unknown as { readonly fetchedOffset: string }).fetchedOffset;

const isKafkaJs = (error: unknown): boolean => error instanceof Error && error.name.startsWith("KafkaJS");

/** Where the group stands in partitions, and what they hold. */
async function describe(
  admin: Admin,
  groupId: string,
  mine: readonly Partition[],
): Promise<readonly Assignment[]> {
  const topics = [...new Set(mine.map(({ topic }) => topic))];
  if (topics.length === 0) return [];
  const committed = new Map<string, { readonly offset: number; readonly note: string }>();
  for (const { topic, partitions } of await admin.fetchOffsets({ groupId, topics })) {
    for (const { partition, offset, metadata } of partitions) {
      if (Number(offset) < 0) continue;
      committed.set(partitionName({ topic, partition }), { offset: Number(offset), note: metadata ?? "" });
    }
  }
  const bounds = new Map<string, Pick<Assignment, "begin" | "end" | "partitions">>();
  for (const topic of topics) {
    const all = await admin.fetchTopicOffsets(topic);
    for (const { partition, low, high } of all) {
      const range = { begin: Number(low), end: Number(high), partitions: all.length };
      bounds.set(partitionName({ topic, partition }), range);
    }
  }
  return mine.map((partition): Assignment => {
    const name = partitionName(partition);
    const known = committed.get(name);
    const range = bounds.get(name) ?? { begin: 0, end: 0, partitions: 0 };
    return { ...partition, ...range, ...(known === undefined ? {} : { committed: known }) };
  });
}

async function offsetOf(
  admin: Admin,
  start: StartAt,
  { topic, partition, begin, end }: Assignment,
): Promise<number> {
  if (typeof start === "number") return start;
  if (start === "beginning") return begin;
  if (start === "latest") return end;
  const found = await admin.fetchTopicOffsetsByTimestamp(topic, start.timestamp);
  return Number(found.find((each) => each.partition === partition)?.offset ?? end);
}
