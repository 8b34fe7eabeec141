import { PinionError } from "@pinion/core";
import type { Admin, Consumer, EachBatchPayload, Kafka } from "kafkajs";
import {
  partitionName,
  type Assignment,
  type Partition,
  type Position,
  type ReadHandlers,
  type StartAt,
  type StreamLog,
} from "../../ports.js";
import { kafkaClient, type KafkaAddress } from "./connection.js";
import { isFinal, isRebalancing, kafkaError } from "./errors.js";
import { withHeartbeats } from "./heartbeats.js";

export interface KafkaLogOptions extends KafkaAddress {
  readonly groupId: string;
  /** How long the group waits for a reader that is silent, milliseconds. */
  readonly sessionTimeoutMs?: number;
}

/** Topics of Apache Kafka, read by a consumer group. Throws PN5501, PN5502 or PN5503. */
export async function kafkaLog(options: KafkaLogOptions): Promise<StreamLog> {
  const { kafka, label } = kafkaClient(options);
  const admin = kafka.admin({ retry: { initialRetryTime: 100, maxRetryTime: 1_000, retries: 4 } });
  try {
    await admin.connect();
    await checkTopics(admin, options.entry.topics, label);
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
  const { entry, groupId, sessionTimeoutMs = 10_000 } = options;
  const topics = [...entry.topics];
  let consumer: Consumer | undefined;
  let owned = new Map<string, Partition>();
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
      const error = kafkaError(payload.error, label);
      if (!payload.restart || isFinal(error)) fail(error);
    });
    // kafkajs restarts a consumer that crashed after a pause, also where it was told to end in the meantime.
    started.on(started.events.CONNECT, () => {
      if (closed) void started.disconnect().catch(() => undefined);
    });
    started.on(started.events.GROUP_JOIN, ({ payload }) => {
      if (closed) return void started.disconnect().catch(() => undefined);
      const mine = Object.entries(payload.memberAssignment).flatMap(([topic, all]) =>
        all.map((partition): Partition => ({ topic, partition })),
      );
      prepared = (async () => {
        // What the batches of the generation before still do comes first.
        await Promise.allSettled(running);
        await assign(started, mine, handlers);
      })();
      prepared.catch(fail);
    });

    const eachBatch = async ({ batch, resolveOffset, heartbeat, isRunning, isStale }: EachBatchPayload) => {
      await withHeartbeats(prepared, heartbeat);
      if (signal.aborted || !isRunning() || isStale()) return;
      const last = batch.lastOffset();
      const work = handlers.batch({
        topic: batch.topic,
        partition: batch.partition,
        records: batch.messages.map(({ offset, timestamp, key, value }) => ({
          ...{ offset: Number(offset), timestamp: Number(timestamp), key, value },
        })),
        next: Number(last) + 1,
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

  const assign = async (
    started: Consumer,
    mine: readonly Partition[],
    handlers: ReadHandlers,
  ): Promise<void> => {
    const names = new Set(mine.map(partitionName));
    const gone = [...owned].filter(([name]) => !names.has(name)).map(([, partition]) => partition);
    owned = new Map(mine.map((partition) => [partitionName(partition), partition]));
    if (gone.length > 0) await handlers.revoked(gone);
    const assignments = await describe(admin, groupId, mine).catch((error: unknown) => {
      throw kafkaError(error, label);
    });
    const starts = await handlers.assigned(assignments);
    for (const [i, assignment] of assignments.entries()) {
      const offset = await offsetOf(admin, starts[i] ?? "beginning", assignment);
      started.seek({ topic: assignment.topic, partition: assignment.partition, offset: String(offset) });
    }
  };

  return {
    label: `${label}, topics ${topics.join(", ")}`,
    read,
    commit: async (positions) => {
      const mine = positions.filter((position) => owned.has(partitionName(position)));
      if (mine.length === 0 || consumer === undefined) return;
      try {
        await consumer.commitOffsets(
          mine.map(({ topic, partition, offset, note }: Position) => ({
            ...{ topic, partition, offset: String(offset), metadata: note },
          })),
        );
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

const isKafkaJs = (error: unknown): boolean => error instanceof Error && error.name.startsWith("KafkaJS");

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
  const bounds = new Map<string, { readonly begin: number; readonly end: number }>();
  for (const topic of topics) {
    for (const { partition, low, high } of await admin.fetchTopicOffsets(topic)) {
      bounds.set(partitionName({ topic, partition }), { begin: Number(low), end: Number(high) });
    }
  }
  return mine.map((partition): Assignment => {
    const name = partitionName(partition);
    const known = committed.get(name);
    const range = bounds.get(name) ?? { begin: 0, end: 0 };
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
