import { setTimeout as sleep } from "node:timers/promises";
import { PinionError } from "@pinion/core";
import { Admin, Consumer, consumerGroupChannel, type BaseOptions } from "@platformatic/kafka";
import { checkSame, removed } from "../../../partitions.js";
import { partitionName, type Partition, type ReadHandlers, type StreamLog } from "../../../ports.js";
import type { KafkaLogOptions } from "../driver.js";
import { clock, membership } from "../membership.js";
import { isRebalancing, isAnswer, platformaticError } from "./errors.js";
import { fetchAll } from "./fetcher.js";
import { commitAs, describe, offsetOf } from "./offsets.js";

/** So long after a session failed the next one begins. */
const AGAIN_MS = 300;
/** The name that kafkajs gives the same way to divide partitions, so that a group may have readers of both. */
const ASSIGNER = { name: "RoundRobinAssigner", version: 0 };

export async function platformaticLog(
  base: BaseOptions,
  label: string,
  options: KafkaLogOptions,
): Promise<StreamLog> {
  const admin = new Admin(base);
  admin.on("error", () => undefined);
  try {
    const there = await admin.listTopics();
    const missing = options.topics.find((topic) => !there.includes(topic));
    if (missing !== undefined) {
      throw new PinionError("PN5503", `${label} has no topic ${JSON.stringify(missing)}`, {
        help: "create it, or correct its name",
      });
    }
  } catch (error) {
    await admin.close().catch(() => undefined);
    throw platformaticError(error, label);
  }
  return reader(base, admin, label, options);
}

/** A member of one generation of the group. */
interface Member {
  readonly consumer: Consumer;
  readonly generationId: number;
  readonly memberId: string;
}

function reader(base: BaseOptions, admin: Admin, label: string, options: KafkaLogOptions): StreamLog {
  const { groupId, sessionTimeoutMs } = options;
  const topics = [...options.topics];
  const group = membership(sessionTimeoutMs, options.watch);
  const running = new Set<Promise<unknown>>();
  /** The partitions that are read. */
  let mine: ReadonlySet<string> = new Set();
  let current: Member | undefined;
  let open: Consumer | undefined;
  /** Goes up when partitions are divided anew, and when a session fails: what was begun before is over. */
  let generation = 0;
  let closed = false;

  const read = async (handlers: ReadHandlers, signal: AbortSignal): Promise<void> => {
    while (!signal.aborted) {
      try {
        await session(handlers, signal);
        return;
      } catch (error) {
        generation++;
        group.letGo();
        await leave();
        const coded = platformaticError(error, label);
        if (!(coded instanceof PinionError) || coded.code !== "PN5501") throw coded;
      }
      await sleep(AGAIN_MS, undefined, { signal }).catch(() => undefined);
    }
  };
  const leave = async (): Promise<void> => {
    const member = open;
    open = undefined;
    current = undefined;
    if (member !== undefined) await leaveGroup(member).catch(() => undefined);
  };

  /** Reads as one member until the signal; the member stays in the group until it is closed. Throws what fails. */
  const session = async (handlers: ReadHandlers, signal: AbortSignal): Promise<void> => {
    const consumer = new Consumer({
      ...base,
      ...{ groupId, sessionTimeout: sessionTimeoutMs, protocols: [ASSIGNER], autocommit: false },
      rebalanceTimeout: Math.max(30_000, sessionTimeoutMs),
      heartbeatInterval: Math.min(500, sessionTimeoutMs / 4),
    });
    open = consumer;
    let prepared: Promise<unknown> = Promise.resolve();
    let fail: (error: unknown) => void = () => undefined;
    let end: () => void = () => undefined;
    const ended = new Promise<void>((resolve, reject) => {
      fail = reject;
      end = resolve;
    });
    ended.catch(() => undefined);
    signal.addEventListener("abort", end, { once: true });

    let sentAt = -Infinity;
    let heardAt = clock();
    consumer.on("error", fail);
    consumer.on("consumer:heartbeat:start", () => {
      sentAt = clock();
    });
    consumer.on("consumer:heartbeat:end", () => {
      heardAt = sentAt;
      group.heard(sentAt);
    });
    consumer.on("consumer:heartbeat:error", ({ error }) => {
      // This client keeps to the coordinator that it once found; a new one finds another.
      if (isAnswer(error, "NOT_COORDINATOR") || clock() - heardAt > sessionTimeoutMs) fail(error);
    });
    consumer.on("consumer:group:rebalance", () => group.letGo());
    // To be given partitions is to be heard too; this client tells by a channel alone when it asked.
    const onAsked = (message: unknown): void => {
      const { client, operation } = message as { readonly client: unknown; readonly operation: string };
      if (client === consumer && operation === "syncGroup") sentAt = clock();
    };
    consumerGroupChannel.start.subscribe(onAsked);
    consumer.once("client:close", () => consumerGroupChannel.start.unsubscribe(onAsked));
    consumer.on("consumer:group:join", ({ assignments = [], generationId = -1, memberId }) => {
      group.letGo();
      heardAt = sentAt;
      group.heard(sentAt);
      const given = assignments.flatMap(({ topic, partitions }) =>
        partitions.map((partition): Partition => ({ topic, partition })),
      );
      const own = ++generation;
      const over = (): boolean => own !== generation || signal.aborted || closed;
      prepared = (async () => {
        // What the batches of the generation before still do comes first.
        await Promise.allSettled(running);
        if (over()) return;
        let begins: readonly (Partition & { readonly offset: number })[] = [];
        await group.take(given, handlers, async () => {
          begins = await begin(given, handlers);
        });
        current = { consumer, generationId, memberId };
        fetchAll({
          ...{ member: consumer, topics, begins, over, outOfRange },
          deliver: async (batch) => {
            const work = handlers.batch(batch);
            running.add(work);
            await work.finally(() => running.delete(work));
          },
        }).catch((error: unknown) => {
          if (!over()) fail(error);
        });
      })();
      prepared.catch(fail);
    });

    for (const topic of topics) consumer.topics.track(topic);
    try {
      await consumer.joinGroup();
      await ended;
    } finally {
      signal.removeEventListener("abort", end);
    }
    await prepared;
    await Promise.allSettled(running);
  };

  const begin = async (given: readonly Partition[], handlers: ReadHandlers) => {
    const assignments = await describe(admin, groupId, given);
    mine = new Set(given.map(partitionName));
    const starts = await handlers.assigned(assignments);
    return Promise.all(
      assignments.map(async (assignment, i) => ({
        ...{ topic: assignment.topic, partition: assignment.partition },
        offset: await offsetOf(admin, starts[i] ?? "beginning", assignment),
      })),
    );
  };
  const outOfRange = async (wanted: readonly (Partition & { readonly offset: number })[]): Promise<never> => {
    const now = await describe(admin, groupId, wanted);
    for (const assignment of now) {
      const name = partitionName(assignment);
      const { offset = 0 } = wanted.find((one) => partitionName(one) === name) ?? {};
      checkSame(assignment, offset);
      if (offset < assignment.begin) throw removed(assignment, offset);
    }
    // It was so for a moment: the leader had just begun.
    throw new PinionError("PN5501", `${label} has no record at an offset that it had`);
  };

  return {
    label: `${label}, topics ${topics.join(", ")}`,
    read,
    holds: group.holds,
    others: async () => {
      if (mine.size === 0) return [];
      try {
        const metadata = await admin.metadata({ topics });
        const all = [...metadata.topics].flatMap(([topic, { partitionsCount }]) =>
          Array.from({ length: partitionsCount }, (_, partition): Partition => ({ topic, partition })),
        );
        const theirs = all.filter((one) => !mine.has(partitionName(one)));
        return (await describe(admin, groupId, theirs)).map(({ topic, partition, committed }) => ({
          ...{ topic, partition, offset: committed?.offset ?? -1, note: committed?.note ?? "" },
        }));
      } catch (error) {
        throw platformaticError(error, label);
      }
    },
    commit: async (positions) => {
      const held = positions.filter(group.holds);
      const member = current;
      if (held.length === 0 || member === undefined) return;
      try {
        await commitAs(member.consumer, member, held);
      } catch (error) {
        // Whoever owns them after the rebalance begins at the commit before, which changes nothing.
        if (!isRebalancing(error)) throw platformaticError(error, label);
      }
    },
    close: async () => {
      closed = true;
      await leave();
      await admin.close().catch(() => undefined);
    },
  };
}

/** Of the overloads TypeScript takes the one with a callback. */
const leaveGroup = async (member: Consumer): Promise<void> => {
  const left: unknown = member.close(true);
  await left;
};
