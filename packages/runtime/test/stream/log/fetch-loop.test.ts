import { setImmediate as turn } from "node:timers/promises";
import { expect, it } from "vitest";
import { fetchLoop, lanes, type Reading } from "../../../src/stream/log/kafka/fetch-loop.js";
import type { RecordBatch } from "../../../src/stream/ports.js";

const readingsOf = (count: number): Reading[] =>
  Array.from({ length: count }, (_, partition) => ({ topic: "t", partition, offset: 0 }));
const batchOf = ({ topic, partition, offset }: Reading): RecordBatch => ({
  ...{ topic, partition, records: [], next: offset + 1, end: 100 },
});

it("keeps one batch of a partition ahead, and asks for others without waiting for them long", async () => {
  const readings = readingsOf(2);
  const [full, empty] = readings;
  const done: string[] = [];
  const asked: string[] = [];
  let ended = false;
  let free: () => void = () => undefined;
  const first = new Promise<void>((resolve) => (free = resolve));
  const deliver = async ({ next }: RecordBatch): Promise<void> => {
    if (next === 1) await first;
    done.push(`batch ${next}`);
    if (next === 5) ended = true;
  };
  const all = lanes(readings, deliver, () => ended);
  const fetch = async (wanted: readonly Reading[], maxWaitMs: number) => {
    asked.push(`${wanted.map(({ partition }) => partition).join()} ${maxWaitMs > 50 ? "long" : "short"}`);
    await turn();
    // With the first under way and the second waiting there is no room for a third.
    if (asked.length === 4) free();
    return wanted.filter((one) => one !== empty).map((reading) => ({ reading, batch: batchOf(reading) }));
  };
  await fetchLoop({ lanes: all, readings, fetch, over: () => ended });
  expect(asked.slice(0, 4)).toEqual(["0,1 long", "0,1 long", "1 short", "1 short"]);
  expect(done).toEqual(["batch 1", "batch 2", "batch 3", "batch 4", "batch 5"]);
  expect(full?.offset).toBeGreaterThanOrEqual(5);
  expect(empty?.offset).toBe(0);
});

it("ends with what fails in work, also while it waits for room", async () => {
  const readings = readingsOf(1);
  let fail: (error: unknown) => void = () => undefined;
  const deliver = (): Promise<void> => new Promise((_, reject) => (fail = reject));
  const all = lanes(readings, deliver, () => false);
  let fetched = 0;
  const fetch = async (wanted: readonly Reading[]) => {
    // The second waits behind the first: there is room for none.
    if (++fetched === 2) setImmediate(() => fail(new Error("broken")));
    return wanted.map((reading) => ({ reading, batch: batchOf(reading) }));
  };
  await expect(fetchLoop({ lanes: all, readings, fetch, over: () => false })).rejects.toThrow("broken");
  expect(fetched).toBe(2);
});
