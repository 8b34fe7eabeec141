import fc from "fast-check";
import kafkajs from "kafkajs";
import { describe, expect, it } from "vitest";
import { ALL_WAYS, fnv1a, waysTo } from "../../src/stream/homes.js";
import type { KeyId } from "../../src/stream/ingest.js";
import type { Position } from "../../src/stream/ports.js";
import { noteOf, rebuildTracker } from "../../src/stream/rebuild.js";
import { keySpread, type Spread } from "../../src/stream/spread.js";

const partitioner = kafkajs.Partitioners.DefaultPartitioner();
const metadata = (partitions: number) =>
  Array.from({ length: partitions }, (_, partitionId) => ({
    ...{ partitionErrorCode: 0, partitionId, leader: 0, replicas: [], isr: [] },
  }));
/** Where kafkajs puts a record. */
const placed = (key: string | Buffer, partitions: number): number =>
  partitioner({
    topic: "t",
    partitionMetadata: metadata(partitions),
    message: { key, value: null },
  });

const long = (key: bigint): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(key);
  return bytes;
};

describe("the ways to place keys", () => {
  it("know where kafkajs puts texts and whole numbers", () => {
    const keys = fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
    );
    fc.assert(
      fc.property(keys, fc.integer({ min: 2, max: 50 }), (key, partitions) => {
        const id: KeyId = typeof key === "bigint" && Number.isSafeInteger(Number(key)) ? Number(key) : key;
        const written = [String(key), ...(typeof key === "bigint" ? [long(key)] : [JSON.stringify(key)])];
        for (const bytes of written) {
          expect(waysTo(id, placed(bytes, partitions), partitions, ALL_WAYS)).not.toBe(0);
        }
      }),
    );
  });

  it("narrow down to the producer's own, and to none where there is no rule", () => {
    let ways = ALL_WAYS;
    for (let key = 0; key < 60; key++) ways = waysTo(key, placed(String(key), 4), 4, ways);
    expect(Math.log2(ways)).toBe(0);
    for (let key = 0; key < 60; key++) ways = waysTo(key, key % 4, 4, ways);
    expect(ways).toBe(0);
  });

  // Test vectors: CRC-32's check value is that of zlib; FNV's are of its authors' page.
  it("hash as the algorithms are published", () => {
    expect(fnv1a(Buffer.from("")) >>> 0).toBe(0x811c9dc5);
    expect(fnv1a(Buffer.from("a")) >>> 0).toBe(0xe40c292c);
    expect(fnv1a(Buffer.from("foobar")) >>> 0).toBe(0xbf9cf968);
    expect(waysTo("123456789", 0xcbf43926 % 97, 97, ALL_WAYS)).not.toBe(0);
  });
});

describe("readers that share partitions", () => {
  const PARTITIONS = 4;
  const reader = (mine: readonly number[], more = {}): Spread => {
    const spread = keySpread({ topics: 1, declared: false, ...more });
    for (const partition of mine) spread.begin({ topic: "t", partition, partitions: PARTITIONS }, []);
    return spread;
  };
  const notes = (spread: Spread, mine: readonly number[]): readonly Position[] =>
    mine.map((partition) => ({
      ...{ topic: "t", partition, offset: 1 },
      note: noteOf(rebuildTracker(10), 5, 1, spread.note(`t/${partition}`)),
    }));
  /** Two readers of keys that are where kafkajs puts them. */
  const two = (keys: number, more = {}) => {
    const [left, right] = [reader([0, 1], more), reader([2, 3], more)];
    const met = (key: string, partition: number): void =>
      (partition < 2 ? left : right).met(key, key, `t/${partition}`, []);
    for (let i = 0; i < keys; i++) met(`key ${i}`, placed(`key ${i}`, PARTITIONS));
    return { left, right, met };
  };

  it("go on where each key is where its producer puts it", () => {
    const { left, right } = two(5_000);
    expect(() => left.check(notes(right, [2, 3]))).not.toThrow();
    expect(() => right.check(notes(left, [0, 1]))).not.toThrow();
  });

  it("find a single key of thousands that is in another's partition too", () => {
    const { left, right, met } = two(5_000);
    const home = placed("key 4321", PARTITIONS);
    met("key 4321", (home + 2) % PARTITIONS);
    expect(() => left.check(notes(right, [2, 3]))).toThrow(expect.objectContaining({ code: "PN5511" }));
    expect(() => right.check(notes(left, [0, 1]))).toThrow(expect.objectContaining({ code: "PN5511" }));
  });

  it("take a source's word for a rule of its own, but for what a sample shows", () => {
    const { left, right, met } = two(0, { declared: true });
    for (let i = 0; i < 1_000; i++) met(`key ${i}`, i % PARTITIONS);
    expect(() => left.check(notes(right, [2, 3]))).not.toThrow();
    for (let i = 0; i < 1_000; i++) met(`key ${i}`, (i + 2) % PARTITIONS);
    expect(() => left.check(notes(right, [2, 3]))).toThrow(expect.objectContaining({ code: "PN5511" }));
  });

  it("know from their notes what was so before, unless partitions were added", () => {
    const { left, right } = two(100);
    const [note = ""] = notes(left, [0]).map((one) => one.note);
    const again = keySpread({ topics: 1, declared: false });
    const noted = JSON.parse(note) as { keys: string; ways: [number, number] };
    again.begin({ topic: "t", partition: 0, partitions: PARTITIONS }, [noted]);
    expect(() => again.check(notes(right, [2, 3]))).not.toThrow();
    again.begin({ topic: "t", partition: 0, partitions: PARTITIONS + 1 }, [noted]);
    expect(() => again.check(notes(right, [2, 3]))).toThrow(expect.objectContaining({ code: "PN5511" }));
  });

  it("cannot know it of several topics", () => {
    const { left, right } = two(100, { topics: 2 });
    expect(() => left.check(notes(right, [2, 3]))).toThrow(expect.objectContaining({ code: "PN5511" }));
    expect(() => left.check([])).not.toThrow();
  });
});
