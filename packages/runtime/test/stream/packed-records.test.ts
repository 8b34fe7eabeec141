import fc from "fast-check";
import { expect, it } from "vitest";
import { pack, packedRecords } from "../../src/stream/packed-records.js";

it("gives back the records that were packed, whatever memory their bytes lie in", () => {
  const memories = [0, 1].map((seed) =>
    Buffer.from(Array.from({ length: 200 }, (_, i) => (i * 7 + seed) % 256)),
  );
  const part = fc.option(
    fc
      .record({ memory: fc.constantFrom(...memories), from: fc.nat(200), to: fc.nat(200) })
      .map(({ memory, from, to }) => memory.subarray(Math.min(from, to), Math.max(from, to))),
  );
  const record = fc.record({ offset: fc.maxSafeNat(), timestamp: fc.nat(), key: part, value: part });
  fc.assert(
    fc.property(fc.array(record, { maxLength: 20 }), (records) => {
      const packed = packedRecords(pack(records));
      expect(packed.length).toBe(records.length);
      expect([...packed]).toEqual(records);
    }),
  );
});
