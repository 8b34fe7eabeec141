import type { KafkaClientName } from "@pinion/core";
import type { Kafka } from "kafkajs";
import { afterEach, describe, expect, it } from "vitest";
import { until as waitUntil } from "../../../../../test/support/until.js";
import { partitionName, type Assignment, type StartAt, type StreamLog } from "../../../src/stream/ports.js";

export interface GroupUnderTest {
  readonly kafka: () => Kafka;
  readonly newTopic: (partitions: number) => Promise<string>;
  /** A reader of the topic's group, of this client or of the one named. */
  readonly open: (topic: string, by?: KafkaClientName, sessionTimeoutMs?: number) => Promise<StreamLog>;
}

/** What every client of Kafka must do for readers that share a group. */
export function groupContract({ kafka, newTopic, open }: GroupUnderTest): void {
  describe("a group", () => {
    const endings: (() => Promise<void>)[] = [];
    afterEach(async () => {
      for (const end of endings.splice(0)) await end();
    });

    interface Reading {
      readonly log: StreamLog;
      /** By partition. */
      readonly mine: Set<string>;
      readonly values: string[];
      readonly assigned: Assignment[][];
      readonly next: Map<string, number>;
      readonly ended: Promise<void>;
      readonly stop: () => Promise<void>;
    }
    const read = (log: StreamLog, start: (one: Assignment) => StartAt = from): Reading => {
      const stopping = new AbortController();
      const reading: Reading = {
        log,
        ...{ mine: new Set(), values: [], assigned: [], next: new Map() },
        ended: log.read(
          {
            assigned: async (assignments) => {
              reading.assigned.push([...assignments]);
              for (const one of assignments) reading.mine.add(partitionName(one));
              return assignments.map(start);
            },
            revoked: async (gone) => {
              for (const one of gone) reading.mine.delete(partitionName(one));
            },
            batch: async (batch) => {
              for (const { value } of batch.records) reading.values.push(value?.toString("utf8") ?? "");
              reading.next.set(partitionName(batch), batch.next);
            },
          },
          stopping.signal,
        ),
        stop: async () => {
          stopping.abort();
          await reading.ended.catch(() => undefined);
          await log.close();
        },
      };
      reading.ended.catch(() => undefined);
      endings.push(reading.stop);
      return reading;
    };
    const from = ({ committed }: Assignment): StartAt => committed?.offset ?? "beginning";
    const until = (holds: () => boolean): Promise<void> => waitUntil(holds, String(holds));
    const send = async (topic: string, values: readonly string[], partition = 0): Promise<void> => {
      const producer = kafka().producer();
      await producer.connect();
      await producer.send({ topic, messages: values.map((value) => ({ partition, value })) });
      await producer.disconnect();
    };
    const committedOf = async (topic: string): Promise<number> => {
      const admin = kafka().admin();
      await admin.connect();
      const [found] = await admin.fetchOffsets({ groupId: `group-${topic}`, topics: [topic] });
      await admin.disconnect();
      return Number(found?.partitions.find(({ partition }) => partition === 0)?.offset ?? -1);
    };

    /** Of a session that is over before a commit comes: the group gives the partition anew. */
    const commit = (
      log: StreamLog,
      place: { readonly topic: string; readonly partition: number },
      offset: number,
    ): Promise<void> =>
      waitUntil(async () => {
        if (log.holds(place)) await log.commit([{ ...place, offset, note: "n" }]);
        return (await committedOf(place.topic)) === offset;
      }, `offset ${offset} is committed`);

    it("divides partitions among readers, of other clients too, and hands them over", async () => {
      const topic = await newTopic(2);
      const first = read(await open(topic));
      await until(() => first.mine.size === 2);
      const second = read(await open(topic, "kafkajs"));
      const third = read(await open(topic, "platformatic"));
      await until(() => first.mine.size + second.mine.size + third.mine.size === 2);
      await third.stop();
      await until(() => first.mine.size === 1 && second.mine.size === 1);
      await first.stop();
      await until(() => second.mine.size === 2);
      await send(topic, ["a"], 0);
      await send(topic, ["b"], 1);
      await until(() => second.values.length >= 2);
    });

    it("is held no longer by a reader that stood still for a session", async () => {
      const topic = await newTopic(1);
      await send(topic, ["a", "b", "c"]);
      const place = { topic, partition: 0 };
      const { log, values } = read(await open(topic, undefined, 1_000));
      await until(() => values.length >= 3);
      await commit(log, place, 2);
      // Nothing of this process runs: no timer, no answer.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_200);
      expect(log.holds(place)).toBe(false);
      await log.commit([{ ...place, offset: 1, note: "of before" }]);
      expect(await committedOf(topic)).toBe(2);
      await commit(log, place, 3);
    });

    it("fails where records were removed before they were read, and the group stays where it was", async () => {
      const topic = await newTopic(1);
      await send(topic, ["a", "b", "c", "d"]);
      const place = { topic, partition: 0 };
      const again = read(await open(topic), () => 0);
      await until(() => again.values.length >= 4);
      await commit(again.log, place, 1);
      await again.stop();
      const admin = kafka().admin();
      await admin.connect();
      await admin.fetchTopicOffsets(topic);
      await admin.deleteTopicRecords({ topic, partitions: [{ partition: 0, offset: "3" }] });
      await admin.disconnect();
      const late = read(await open(topic));
      await expect(late.ended).rejects.toMatchObject({ code: "PN5507" });
      expect(late.values).toEqual([]);
      expect(await committedOf(topic)).toBe(1);
    });

    it("fails where it stands behind the end of a topic that was made anew", async () => {
      const topic = await newTopic(1);
      await send(topic, ["a", "b"]);
      const late = read(await open(topic), () => 50);
      await expect(late.ended).rejects.toMatchObject({
        code: "PN5507",
        message: `${topic}/0 was read up to offset 50, but ends at 2: it began anew`,
      });
    });

    it("gives what transactions committed, and comes to the end behind their marks", async () => {
      const topic = await newTopic(1);
      const producer = kafka().producer({ transactionalId: `tx-${topic}`, maxInFlightRequests: 1 });
      await producer.connect();
      for (const [value, kept] of [
        ["a", true],
        ["b", false],
        ["c", true],
      ] as const) {
        const transaction = await producer.transaction();
        await transaction.send({ topic, messages: [{ value }] });
        await (kept ? transaction.commit() : transaction.abort());
      }
      await producer.disconnect();
      const reading = read(await open(topic));
      await until(() => reading.next.get(`${topic}/0`) === 6);
      expect(reading.values).toEqual(["a", "c"]);
      // From the last mark on there is no record.
      await reading.stop();
      const marks = read(await open(topic), () => 5);
      await until(() => marks.next.get(`${topic}/0`) === 6);
      expect(marks.values).toEqual([]);
    });
  });
}
