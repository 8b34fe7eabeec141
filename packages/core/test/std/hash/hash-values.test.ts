import { describe, expect, test } from "vitest";
import { murmur3, murmur3Of, xxhash64, xxhash64Of } from "../../../src/std/hash/index.js";
import {
  arrayOf,
  BIGINT,
  CALENDAR_INTERVAL,
  decimal,
  DOUBLE,
  INT,
  STRING,
  structOf,
  VOID,
  type DataType,
} from "../../../src/types/index.js";
import type { Value } from "../../../src/values/index.js";

const both = (type: DataType, value: Value): readonly [number, number | bigint] => [
  murmur3(murmur3Of(type), value),
  xxhash64(xxhash64Of(type), value),
];

/** Spark 4.1's answers. */
describe("hash and xxhash64 of", () => {
  test.each([
    [INT, 1, -559580957, -6698625589789238999n],
    [BIGINT, 1, -1712319331, -7001672635703045582n],
    [BIGINT, 9223372036854775807n, -1604625029, -3246596055638297850n],
    [DOUBLE, -0, -1670924195, -5252525462095825812n],
    [DOUBLE, 0, -1670924195, -5252525462095825812n],
    [decimal(38, 0), 123456789012345678901234567890n, 269448356, 7467050800690399880n],
    [STRING, "", 142593372, -7444071767201028348n],
    [STRING, "Spark", 228093765, -4294468057691064905n],
    [CALENDAR_INTERVAL, { months: 14, days: 25, micros: 18367500000 }, -504672070, 6449704631820846915n],
    [
      structOf([
        { name: "a", type: INT },
        { name: "b", type: STRING },
      ]),
      [1, "x"],
      -1305545736,
      null,
    ],
    [arrayOf(INT), [], 42, 42],
    [VOID, null, 42, 42],
  ] as const)("%j %s", (type, value, hash, xxhash) => {
    const [murmur, xx] = both(type, value);
    expect(murmur).toBe(hash);
    if (xxhash !== null) expect(xx).toBe(xxhash);
  });

  test("several values is the hash of the later seeded with that of the earlier", () => {
    expect(murmur3(murmur3Of(STRING, arrayOf(INT), INT), "Spark", [123], 2)).toBe(-1321691492);
    expect(xxhash64(xxhash64Of(STRING, arrayOf(INT), INT), "Spark", [123], 2)).toBe(5602566077635097486n);
  });

  test("NULLs change nothing", () => {
    expect(murmur3(murmur3Of(INT, INT), null, 1)).toBe(murmur3(murmur3Of(INT), 1));
    expect(both(arrayOf(INT), [1, null])).toEqual(both(arrayOf(INT), [1]));
  });
});
