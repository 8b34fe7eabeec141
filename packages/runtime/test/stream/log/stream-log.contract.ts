import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Assignment, RecordBatch, StartAt, StreamLog } from "../../../src/stream/ports.js";

export interface LogUnderTest {
  /** Opens the log anew, as another process of the same group would. */
  readonly open: () => Promise<StreamLog>;
  /** Adds records to the one partition. */
  readonly append: (values: readonly string[]) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** What every log of a stream must do. */
export function streamLogContract(name: string, make: () => Promise<LogUnderTest>): void {
  describe(`log: ${name}`, () => {
    let under: LogUnderTest;
    beforeEach(async () => {
      under = await make();
    });
    afterEach(() => under.close());

    interface Read {
      readonly values: string[];
      readonly offsets: number[];
      readonly assignments: Assignment[];
      readonly batches: RecordBatch[];
    }
    /** Reads until so many records have come, or nothing does for a while. */
    const read = async (
      log: StreamLog,
      start: StartAt,
      count: number,
      each: (batch: RecordBatch) => Promise<void> = () => Promise.resolve(),
    ): Promise<Read> => {
      const seen: Read = { values: [], offsets: [], assignments: [], batches: [] };
      const stop = new AbortController();
      const timer = setTimeout(() => stop.abort(), count === 0 ? 2_000 : 100_000);
      await log.read(
        {
          assigned: async (assignments) => {
            seen.assignments.push(...assignments);
            return assignments.map(() => start);
          },
          revoked: () => Promise.resolve(),
          batch: async (batch) => {
            if (stop.signal.aborted) return;
            for (const { value, offset } of batch.records) {
              seen.values.push(value?.toString("utf8") ?? "");
              seen.offsets.push(offset);
            }
            seen.batches.push(batch);
            await each(batch);
            if (seen.values.length >= count) stop.abort();
          },
        },
        stop.signal,
      );
      clearTimeout(timer);
      return seen;
    };

    it("gives records in order, with their offsets and how far there is to go", async () => {
      await under.append(["a", "b", "c"]);
      const log = await under.open();
      const { values, offsets, assignments, batches } = await read(log, "beginning", 3);
      expect(values).toEqual(["a", "b", "c"]);
      expect(offsets).toEqual([0, 1, 2]);
      expect(assignments).toMatchObject([{ partition: 0, begin: 0, end: 3 }]);
      expect(assignments[0]).not.toHaveProperty("committed");
      expect(batches.at(-1)).toMatchObject({ next: 3, end: 3 });
      await log.close();
    });

    it("begins where it is told to, and gives what is added later", async () => {
      await under.append(["a", "b", "c"]);
      const log = await under.open();
      const adding = sleep(300).then(() => under.append(["d"]));
      expect((await read(log, 1, 3)).values).toEqual(["b", "c", "d"]);
      await adding;
      await log.close();
      const other = await under.open();
      expect((await read(other, "latest", 0)).values).toEqual([]);
      await other.close();
    });

    it("keeps what the group commits, with its note", async () => {
      await under.append(["a", "b"]);
      const log = await under.open();
      await read(log, "beginning", 2, async ({ topic, partition }) => {
        await log.commit([{ topic, partition, offset: 1, note: '{"from":0}' }]);
      });
      await log.close();
      const other = await under.open();
      const { assignments } = await read(other, 1, 1);
      expect(assignments).toMatchObject([{ committed: { offset: 1, note: '{"from":0}' } }]);
      await other.close();
    });

    it("ends with what a reader throws, also where nothing comes behind it", async () => {
      await under.append(["a"]);
      const log = await under.open();
      const thrown = new Error("of the reader");
      await expect(read(log, "beginning", 1, () => Promise.reject(thrown))).rejects.toBe(thrown);
      await log.close();
    });

    it("gives the next batch of a partition when the one before is done with", async () => {
      await under.append(["a"]);
      const log = await under.open();
      let busy = 0;
      const adding = sleep(100).then(() => under.append(["b"]));
      await read(log, "beginning", 2, async () => {
        expect(++busy).toBe(1);
        await sleep(500);
        busy--;
      });
      await adding;
      await log.close();
    });
  });
}
