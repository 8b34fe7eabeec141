import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { compactFileLetters } from "../../packages/runtime/src/stream/dead-letters/compact.js";
import {
  fileDeadLetters,
  readFileLetters,
  takeBackFileLetters,
} from "../../packages/runtime/src/stream/dead-letters/file.js";
import { fileLock, letterLease } from "../../packages/runtime/src/stream/dead-letters/lease.js";
import type { DeadLetter } from "../../packages/runtime/src/stream/ports.js";
import { until } from "../support/until.js";

const letter = (offset: number, value = `record ${offset}`): DeadLetter => ({
  ...{ topic: "trips", partition: 0, offset, timestamp: 0, reason: "the record is no JSON", key: null },
  value: Buffer.from(value),
});

describe("dead letters in a file", () => {
  let dir: string;
  let path: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), "pinion-letters-"));
    path = join(dir, "letters", "trips.jsonl");
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  const all = async (): Promise<readonly DeadLetter[]> => {
    const letters: DeadLetter[] = [];
    const there = await readFileLetters(path);
    for await (const one of there) letters.push(one);
    await there.close();
    return letters;
  };
  const compact = async (): Promise<void> => {
    const lease = await letterLease(await fileLock(path));
    // A stream that found the file sealed may be at it.
    if (!("release" in lease)) return;
    await compactFileLetters(path, () => undefined).finally(lease.release);
  };
  const values = async (): Promise<readonly string[]> => (await all()).map(({ value }) => String(value));

  it("loses none that a stream writes while others are taken back and leave the file", async () => {
    const sink = fileDeadLetters(path);
    const count = 40;
    const taken: number[] = [];
    let writing = true;
    const stream = async (): Promise<void> => {
      for (let offset = 0; offset < count; offset++) {
        await sink.write([letter(offset)]);
        // Some are taken back while others are still to come.
        if (offset === count >> 1) await until(() => taken.length > 0, "letters are taken back");
      }
      writing = false;
    };
    const replay = async (): Promise<void> => {
      while (writing) {
        const some = await all();
        await takeBackFileLetters(path, some);
        taken.push(...some.map(({ offset }) => offset));
        await compact();
      }
    };
    await Promise.all([stream(), replay()]);
    const left = (await all()).map(({ offset }) => offset);
    expect(taken.length).toBeGreaterThan(0);
    expect([...taken, ...left].toSorted((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, i) => i));
  });

  it("knows a letter by what it was, so that another record of the same offset is another letter", async () => {
    await fileDeadLetters(path).write([letter(0, "old"), letter(0, "old")]);
    const anew = fileDeadLetters(path);
    await anew.write([letter(0, "old"), letter(0, "new"), { ...letter(0, "old"), key: Buffer.from("k") }]);
    expect(await values()).toEqual(["old", "new", "old"]);
    expect(readFileSync(path, "utf8").trim().split("\n")).toHaveLength(3);
    await takeBackFileLetters(path, [letter(0, "old")]);
    expect(await values()).toEqual(["new", "old"]);
    // What is met once more is a letter once more.
    await fileDeadLetters(path).write([letter(0, "old")]);
    expect(await values()).toEqual(["new", "old", "old"]);
  });

  it("reads lines that a crash cut as none, and goes on behind them", async () => {
    await fileDeadLetters(path).write([letter(0)]);
    appendFileSync(path, '{"topic":"trips","parti');
    await fileDeadLetters(path).write([letter(1)]);
    await takeBackFileLetters(path, [letter(0)]);
    expect(await values()).toEqual(["record 1"]);
  });

  it("reads again what it was told to read, whatever came since, by pieces", async () => {
    const long = "x".repeat(3_000);
    const letters = Array.from({ length: 2_000 }, (_, offset) => letter(offset, `${offset} ${long}`));
    await fileDeadLetters(path).write(letters);
    expect(statSync(path).size).toBeGreaterThan(4 << 20);
    const there = await readFileLetters(path);
    await takeBackFileLetters(path, letters.slice(0, 1_990));
    await compact();
    expect(statSync(path).size).toBeLessThan(64 << 10);
    await fileDeadLetters(path).write([letter(5_000)]);
    const offsets: number[] = [];
    for await (const { offset, value } of there) {
      expect(value?.length).toBeGreaterThan(3_000);
      offsets.push(offset);
    }
    await there.close();
    expect(offsets).toEqual(letters.map(({ offset }) => offset));
    expect((await all()).map(({ offset }) => offset)).toEqual([
      ...Array.from({ length: 10 }, (_, i) => 1_990 + i),
      5_000,
    ]);
  });
});
