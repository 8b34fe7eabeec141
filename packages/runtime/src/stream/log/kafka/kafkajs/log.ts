import { PinionError } from "@pinion/core";
import type { Admin, Consumer, Kafka } from "kafkajs";
import { checkSame, removed } from "../../../partitions.js";
import {
  partitionName,
  type Assignment,
  type Partition,
  type ReadHandlers,
  type RecordBatch,
  type StartAt,
  type StreamLog,
} from "../../../ports.js";
import type { KafkaLogOptions } from "../driver.js";
import { clock, membership } from "../membership.js";
import type { KafkaSettings } from "../settings.js";
import { wireReader, type Begin } from "../wire/reader.js";
import { kafkaClient } from "./client.js";
import { isFinal, isRebalancing, kafkaError } from "./errors.js";

/**
 * kafkajs keeps the group: members, heartbeats, offsets. Records are read from the brokers by `wire/`, since kafkajs takes
 * more of a processor for a record than most features do.
 */
export async function kafkajsLog(settings: KafkaSettings, options: KafkaLogOptions): Promise<StreamLog> {
  const { label } = settings;
  const kafka = kafkaClient(settings);
  const admin = kafka.admin({ retry: { initialRetryTime: 100, maxRetryTime: 1_000, retries: 4 } });
  try {
    await admin.connect();
    await checkTopics(admin, options.topics, label);
  } catch (error) {
    await admin.disconnect().catch(() => undefined);
    throw kafkaError(error, label);
  }
  return reader(kafka, admin, settings, options);
}

async function checkTopics(admin: Admin, topics: readonly string[], label: string): Promise<void> {
  const there = await admin.listTopics();
  const missing = topics.find((topic) => !there.includes(topic));
  if (missing === undefined) return;
  throw new PinionError("PN5503", `${label} has no topic ${JSON.stringify(missing)}`, {
    help: "create it, or correct its name",
  });
}

function reader(kafka: Kafka, admin: Admin, settings: KafkaSettings, options: KafkaLogOptions): StreamLog {
  const { label } = settings;
  const { groupId, sessionTimeoutMs } = options;
  const topics = [...options.topics];
  const group = membership(sessionTimeoutMs, options.watch);
  const wire = wireReader(settings);
  /** The partitions that are read. */
  let places: ReadonlySet<string> = new Set();
  /** Goes up when partitions are divided anew: what was begun before is over. */
  let generation = 0;
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
    });
    started.on(started.events.HEARTBEAT, () => group.heard(sentAt));
    started.on(started.events.GROUP_JOIN, ({ payload }) => {
      if (closed) return void started.disconnect().catch(() => undefined);
      group.letGo();
      group.heard(sentAt);
      const mine = Object.entries(payload.memberAssignment).flatMap(([topic, all]) =>
        all.map((partition): Partition => ({ topic, partition })),
      );
      // It is there for the group alone; a consumer that is restarted forgets that.
      started.pause(topics.map((topic) => ({ topic })));
      const own = ++generation;
      const over = (): boolean => own !== generation || signal.aborted || closed;
      const before = prepared.catch(() => undefined);
      prepared = (async () => {
        // What the batches of the generation before still do comes first.
        await before;
        await Promise.allSettled(running);
        if (over()) return;
        let begins: readonly Begin[] = [];
        await group.take(mine, handlers, async () => {
          begins = await begin(mine, handlers);
        });
        const deliver = async (batch: RecordBatch): Promise<void> => {
          const work = handlers.batch(batch);
          running.add(work);
          await work.finally(() => running.delete(work));
        };
        wire.read({ begins, deliver, outOfRange, over }).catch((error: unknown) => {
          if (!over()) fail(error);
        });
      })();
      prepared.catch(fail);
    });

    try {
      await started.connect();
      await started.subscribe({ topics });
      await started.run({ autoCommit: false, eachBatch: () => Promise.resolve() });
    } catch (error) {
      throw kafkaError(error, label);
    }
    await ended;
    await prepared;
    await Promise.allSettled(running);
  };

  const begin = async (mine: readonly Partition[], handlers: ReadHandlers): Promise<readonly Begin[]> => {
    const assignments = await described(mine);
    places = new Set(mine.map(partitionName));
    const starts = await handlers.assigned(assignments);
    return Promise.all(
      assignments.map(async (assignment, i) => ({
        ...{ topic: assignment.topic, partition: assignment.partition },
        offset: await offsetOf(admin, starts[i] ?? "beginning", assignment),
      })),
    );
  };
  const described = (mine: readonly Partition[]): Promise<readonly Assignment[]> =>
    describe(admin, groupId, mine).catch((error: unknown) => {
      throw kafkaError(error, label);
    });
  const outOfRange = async (wanted: readonly Begin[]): Promise<void> => {
    for (const assignment of await described(wanted)) {
      const name = partitionName(assignment);
      const offset = wanted.find((one) => partitionName(one) === name)?.offset ?? 0;
      checkSame(assignment, offset);
      if (offset < assignment.begin) throw removed(assignment, offset);
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
        await consumer.commitOffsets(
          mine.map(({ topic, partition, offset, note }) => ({
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
      wire.close();
      await consumer?.disconnect().catch(() => undefined);
      await admin.disconnect().catch(() => undefined);
    },
  };
}

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
