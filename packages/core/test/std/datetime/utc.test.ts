import fc from "fast-check";
import { expect, it } from "vitest";
import { timestampToDate } from "../../../src/std/cast/index.js";
import {
  dateOfUtc,
  hourOfTimestamp,
  hourOfUtc,
  minuteOfTimestamp,
  minuteOfUtc,
  secondOfTimestamp,
  secondOfUtc,
} from "../../../src/std/datetime/index.js";
import { zoneOf } from "../../../src/std/datetime/zone.js";
import { toInt64 } from "../../../src/values/int64.js";

const utc = zoneOf("UTC");

it("what is written for UTC alone says what the zone says, over all 64 bits", () => {
  const near = [0n, 86_400_000_000n, 3_600_000_000n, 60_000_000n, 2n ** 53n, 2n ** 63n - 2n].flatMap(
    (each) => [each - 1n, each, each + 1n, -each - 1n, -each, 1n - each],
  );
  fc.assert(
    fc.property(fc.oneof(fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n), fc.constantFrom(...near)), (exact) => {
      const micros = toInt64(exact);
      expect(dateOfUtc(micros)).toBe(timestampToDate(utc, micros));
      expect(hourOfUtc(micros)).toBe(hourOfTimestamp(utc, micros));
      expect(minuteOfUtc(micros)).toBe(minuteOfTimestamp(utc, micros));
      expect(secondOfUtc(micros)).toBe(secondOfTimestamp(utc, micros));
    }),
    { numRuns: 2_000 },
  );
});
