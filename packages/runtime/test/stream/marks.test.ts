import { describe, expect, it } from "vitest";
import { checkMark, fromMark, markIn, markNote, type Marked } from "../../src/stream/marks.js";
import { pack, packedRecords } from "../../src/stream/packed-records.js";
import type { RecordBatch } from "../../src/stream/ports.js";

const recordsOf = (values: readonly (readonly [offset: number, value: string | null])[]) =>
  values.map(([offset, value]) => ({
    ...{ offset, timestamp: 7, key: null },
    value: value === null ? null : Buffer.from(value),
  }));
const batchOf = (
  values: Parameters<typeof recordsOf>[0],
  next = (values.at(-1)?.[0] ?? 0) + 1,
): RecordBatch => ({
  ...{ topic: "t", partition: 0, records: recordsOf(values), next, end: 100 },
});
const partition = (expected?: Marked["expected"]): Marked => ({
  ...{ topic: "t", partition: 0, last: undefined, expected },
});

describe("the mark of what was read last", () => {
  const read = partition();
  checkMark(read, batchOf([[3, "a"], [4, "b"]])); // prettier-ignore
  const mark = markIn(markNote(read.last));

  it("is noted beside an offset, and where to see it again", () => {
    expect(mark).toEqual(read.last);
    expect(mark?.[0]).toBe(4);
    expect([markIn(""), markIn("{}"), markIn('{"mark":[1]}'), markIn("[]"), markIn("null")]).toEqual(
      Array.from({ length: 5 }, () => undefined),
    );
    expect([
      fromMark(5, 0, mark),
      fromMark(5, 5, mark),
      fromMark(2, 0, mark),
      fromMark(5, 0, undefined),
    ]).toEqual([4, 5, 2, 5]);
  });

  it.each([
    [
      "the same",
      [
        [4, "b"],
        [5, "c"],
      ],
    ],
    [
      "the same behind others",
      [
        [2, "x"],
        [3, "a"],
        [4, "b"],
      ],
    ],
    ["one that was removed", [[6, "c"]]],
  ] as const)("is met again: %s", (_, values) => {
    const again = partition(mark);
    checkMark(again, batchOf(values));
    expect(again.expected).toBeUndefined();
  });

  it("is looked for in what comes after, packed or not", () => {
    const again = partition(mark);
    checkMark(again, batchOf([], 4));
    checkMark(again, batchOf([[3, "other"]]));
    expect(again.expected).toEqual(mark);
    const records = packedRecords(pack(recordsOf([[4, "b"]])));
    checkMark(again, { ...batchOf([], 5), records });
    expect(again).toMatchObject({ expected: undefined, last: mark });
  });

  it.each([["c"], ["bb"], [""], [null]])("is of another log where %s stands in its place", (value) => {
    expect(() => checkMark(partition(mark), batchOf([[4, value]]))).toThrow(
      "t/0 was read up to offset 5, but is another log by now",
    );
    const later = batchOf([[4, "b"]]);
    const records = recordsOf([[4, "b"]]).map((record) => ({ ...record, timestamp: 8 }));
    expect(() => checkMark(partition(mark), { ...later, records })).toThrow("another log");
  });

  it("has no time where the log gives none", () => {
    const untimed = partition();
    checkMark(untimed, { ...batchOf([[4, "b"]]), untimed: true });
    const records = recordsOf([[4, "b"]]).map((record) => ({ ...record, timestamp: 8 }));
    checkMark({ ...untimed, expected: untimed.last }, { ...batchOf([], 5), records, untimed: true });
  });
});
