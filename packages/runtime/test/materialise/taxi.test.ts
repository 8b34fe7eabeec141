import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { collectingSink, run, scratch, type HandProject } from "../support/engine.js";

const DAY = 86_400_000_000;
const at = (text: string): number => Date.parse(text) * 1000;

const FILE = `loc,time,fare,ok
1,2020-01-01 10:00:00,10.5,true
1,2020-01-02 10:00:00,2,false
2,2020-01-02 11:00:00,,true
1,2020-01-05 00:00:00,7,true
`;

function trips(text = FILE, more: Partial<HandProject> = {}): HandProject {
  const file = join(scratch(), "trips.csv");
  writeFileSync(file, text);
  return {
    file,
    format: "csv",
    columns: [
      { name: "loc", type: "int", nullable: true },
      { name: "time", type: "timestamp", nullable: true },
      { name: "fare", type: "double", nullable: true },
      { name: "ok", type: "boolean", nullable: true },
    ],
    eventTimestamp: "time",
    keys: ["loc"],
    features: [
      { name: "avg", op: "avg", column: "fare", type: "double", windowMicros: 90 * DAY },
      { name: "n", op: "count", type: "bigint", windowMicros: DAY },
      { name: "nf", op: "count", column: "fare", type: "bigint", windowMicros: 90 * DAY },
      { name: "max_ok", op: "max", column: "fare", type: "double", windowMicros: 90 * DAY, filter: "ok" },
      { name: "last", op: "latest", column: "fare", type: "double", windowMicros: 90 * DAY },
      { name: "first", op: "first", column: "fare", type: "double", windowMicros: 90 * DAY },
      { name: "row", op: "row", column: "fare", type: "double" },
      { name: "sum", op: "sum", column: "loc", type: "bigint", windowMicros: 90 * DAY },
    ],
    ...more,
  };
}

describe("materialising a file", () => {
  for (const inKernel of [[], ["fare", "ok"], ["loc", "time", "fare", "ok"]]) {
    it(`gives each cutoff what its windows hold, ${inKernel.length} columns in the kernel`, async () => {
      const { sink, partitions } = collectingSink();
      const cutoffs = [
        at("2020-01-01T00:00:00Z"),
        at("2020-01-02T00:00:00Z"),
        at("2020-01-03T00:00:00Z"),
        at("2020-01-05T00:00:00Z"),
        at("2020-01-06T00:00:00Z"),
      ];
      const report = await run(trips(FILE, { inKernel }), cutoffs, [sink]);
      const rows = cutoffs.map((cutoff) => Object.fromEntries(partitions.get(cutoff) ?? []));
      expect(rows).toEqual([
        {},
        { 1: [10.5, 1, 1, 10.5, 10.5, 10.5, 10.5, 1] },
        { 1: [6.25, 1, 2, 10.5, 2, 10.5, 2, 2], 2: [null, 1, 0, null, null, null, null, 2] },
        // An event at the cutoff itself is not seen.
        { 1: [6.25, 0, 2, 10.5, 2, 10.5, 2, 2], 2: [null, 0, 0, null, null, null, null, 2] },
        { 1: [6.5, 1, 3, 10.5, 7, 10.5, 7, 3], 2: [null, 0, 0, null, null, null, null, 2] },
      ]);
      expect(report.sources).toMatchObject([{ rowsRead: 4, rowsRejected: 0, rowsAfter: 0 }]);
    });
  }

  it("counts and samples rejected rows, and fails beyond the limit", async () => {
    const bad = `${FILE}x,2020-01-01 00:00:00,1,true\n1,yesterday,1,true\n,2020-01-01 00:00:00,1,true\n1,,1,true\n1,2020-01-01 00:00:00,abc,true\n`;
    const { sink } = collectingSink();
    await expect(run(trips(bad), [at("2020-01-06T00:00:00Z")], [sink])).rejects.toMatchObject({
      code: "PN5006",
    });
    const report = await run(trips(bad, { maxRejected: 0.9 }), [at("2020-01-06T00:00:00Z")], [sink]);
    expect(report.sources[0]).toMatchObject({ rowsRead: 9, rowsRejected: 5 });
    expect(report.sources[0]?.rejected).toEqual([
      { reason: "`loc` is no int", rows: 1, samples: ["x"] },
      { reason: "`time` is no timestamp", rows: 1, samples: ["yesterday"] },
      { reason: "the event time `time` is missing", rows: 1, samples: ["NULL"] },
      { reason: "`fare` is no double", rows: 1, samples: ["abc"] },
      { reason: "the key is NULL or NaN", rows: 1, samples: [] },
    ]);
  });

  it("rejects lines that are no rows", async () => {
    const { sink } = collectingSink();
    const broken = `${FILE}1,2020-01-01 00:00:00\n1,2020-01-01 00:00:00,1,true,5,6\n`;
    const report = await run(trips(broken, { maxRejected: 0.9 }), [at("2020-01-06T00:00:00Z")], [sink]);
    expect(report.sources[0]).toMatchObject({ rowsRead: 6, rowsRejected: 2 });
  });

  it.each([
    ["", "PN5002"],
    ["loc,time,far,ok\n", "PN5003"],
  ])("refuses the file %j", async (text, code) => {
    const { sink } = collectingSink();
    await expect(run(trips(text), [at("2020-01-06T00:00:00Z")], [sink])).rejects.toMatchObject({ code });
  });

  it("reads texts in the project's time zone", async () => {
    const { sink, partitions } = collectingSink();
    const cutoff = at("2020-01-02T05:00:00Z");
    await run(trips(FILE, { timeZone: "America/New_York" }), [cutoff], [sink]);
    expect(partitions.get(cutoff)?.get("1")?.[2]).toBe(1);
    await run(trips(FILE, { timeZone: "Asia/Tokyo" }), [cutoff], [sink]);
    expect(partitions.get(cutoff)?.get("1")?.[2]).toBe(2);
  });
});
