import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BatchFault, readBatches } from "../../../../src/stream/log/kafka/wire/record-batch.js";
import { packedRecords } from "../../../../src/stream/packed-records.js";

interface Shape {
  readonly base: number;
  /** Offset and time by how much behind the first, key and value. */
  readonly records: readonly (readonly [number, number, string | null, string | null])[];
  readonly last?: number;
  readonly attributes?: number;
  readonly producer?: bigint;
  readonly magic?: number;
}

function zigzag(value: number): Buffer {
  const bytes: number[] = [];
  for (let rest = value < 0 ? -2 * value - 1 : 2 * value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Buffer.from([...bytes, rest]);
    bytes.push((rest % 128) | 128);
  }
}
const part = (text: string | null): Buffer =>
  text === null ? zigzag(-1) : Buffer.concat([zigzag(Buffer.byteLength(text)), Buffer.from(text)]);
const FIRST_TIME = 1_700_000_000_000;

/** A batch by the letter of Kafka's documentation. */
function batch({ base, records, last, attributes = 0, producer = -1n, magic = 2 }: Shape): Buffer {
  const body = records.map(([offset, time, key, value]) => {
    // One header, which nobody reads.
    const header = [zigzag(1), part("h"), part("x")];
    const one = Buffer.concat([
      Buffer.of(0),
      zigzag(time),
      zigzag(offset),
      part(key),
      part(value),
      ...header,
    ]);
    return Buffer.concat([zigzag(one.length), one]);
  });
  const head = Buffer.alloc(61);
  const all = (attributes & 7) === 1 ? gzipSync(Buffer.concat(body)) : Buffer.concat(body);
  head.writeBigInt64BE(BigInt(base), 0);
  head.writeInt32BE(49 + all.length, 8);
  head[16] = magic;
  head.writeInt16BE(attributes, 21);
  head.writeInt32BE(last ?? records.at(-1)?.[0] ?? 0, 23);
  head.writeBigInt64BE(BigInt(FIRST_TIME), 27);
  head.writeBigInt64BE(BigInt(FIRST_TIME + 77), 35);
  head.writeBigInt64BE(producer, 43);
  head.writeInt32BE(records.length, 57);
  return Buffer.concat([head, all]);
}
const read = (bytes: Buffer, from: number, aborted: Parameters<typeof readBatches>[2] = []) => {
  const { pack, next } = readBatches(bytes, from, aborted);
  const records = [...packedRecords(pack)].map(
    ({ offset, timestamp, key, value }) =>
      [offset, timestamp - FIRST_TIME, key?.toString() ?? null, value?.toString() ?? null] as const,
  );
  return { records, next };
};

describe("batches of records", () => {
  it("are read as they were written, of any numbers and texts, compressed or not", () => {
    const text = fc.option(fc.string({ unit: "binary", maxLength: 150 }), { nil: null });
    const time = fc.integer({ min: -(2 ** 45), max: 2 ** 45 });
    const one = fc.record({
      base: fc.nat(2 ** 40),
      gap: fc.nat(200),
      attributes: fc.constantFrom(0, 1),
      records: fc.array(fc.tuple(fc.nat(3), time, text, text), { minLength: 1, maxLength: 6 }),
    });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 4 }), fc.nat(30), (all, skipped) => {
        let at = 0;
        const expected: unknown[] = [];
        const batches = all.map(({ gap, attributes, records }) => {
          const base = at + gap;
          let last = -1;
          const placed = records.map(([more, behind, key, value]) => {
            last += 1 + more;
            expected.push([base + last, behind, key, value]);
            return [last, behind, key, value] as const;
          });
          at = base + last + 1;
          return batch({ base, records: placed, attributes });
        });
        const { records, next } = read(Buffer.concat(batches), skipped);
        expect(records).toEqual(expected.filter((record) => (record as [number])[0] >= skipped));
        expect(next).toBe(Math.max(at, skipped));
      }),
      { numRuns: 40 },
    );
  });

  const plain = batch({ base: 5, records: [[0, 0, "a", "1"], [1, 5, null, "2"]] }); // prettier-ignore

  it("are left out where a fetch cut them", () => {
    const cut = batch({ base: 7, records: [[0, 0, "b", "3"]] }).subarray(0, -1);
    expect(read(Buffer.concat([plain, cut]), 5)).toMatchObject({ next: 7, records: { length: 2 } });
    expect(read(cut, 7)).toEqual({ next: 7, records: [] });
  });

  it("have the broker's time where it gave one, and their last offset where records were removed", () => {
    const compacted = batch({ base: 5, records: [[2, 9, "a", "1"]], last: 6, attributes: 8 });
    expect(read(compacted, 5)).toEqual({ next: 12, records: [[7, 77, "a", "1"]] });
  });

  it("are passed over where their transaction was given up, up to its mark", () => {
    const mark = (base: number, producer: bigint) =>
      batch({ base, records: [[0, 0, "\0\0\0\0", ""]], attributes: 16 | 32, producer });
    const of = (base: number, value: string, producer: bigint, attributes = 16) =>
      batch({ base, records: [[0, 0, null, value]], attributes, producer });
    const bytes = Buffer.concat([
      ...[of(0, "gone", 7n), of(1, "other", 8n), of(2, "plain", 7n, 0), of(3, "gone", 7n), mark(4, 7n)],
      ...[of(5, "kept", 7n), mark(6, 7n), of(7, "gone", 8n), mark(8, 8n)],
    ]);
    const aborted = [
      { producer: 8n, first: 7 },
      { producer: 7n, first: 0 },
    ];
    const { records, next } = read(bytes, 0, aborted);
    expect(records.map(([, , , value]) => value)).toEqual(["other", "plain", "kept"]);
    expect(next).toBe(9);
  });

  it("are refused where they are damaged, whatever the bytes", () => {
    expect(() => read(batch({ base: 0, records: [], magic: 1 }), 0)).toThrow("before Kafka 0.11");
    expect(() => read(batch({ base: 0, records: [[0, 0, "k", "v"]], attributes: 5 }), 0)).toThrow(BatchFault);
    const whole = batch({ base: 0, records: [[0, 0, "key", "value"], [1, 1, "key", "value"]] }); // prettier-ignore
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), (at, byte) => {
        const bytes = Buffer.from(whole);
        bytes[at] = byte;
        try {
          const { records } = read(bytes, 0);
          expect(records.length).toBeLessThanOrEqual(2);
        } catch (error) {
          expect(error).toBeInstanceOf(BatchFault);
        }
      }),
    );
  });
});
