import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Value } from "@pinion/core";
import { collectingSink, handProject, run, scratch, type HandFeature } from "../support/engine.js";
import { runJoin } from "../support/join.js";

/*
 * What a windowed feature of a time-partitioned source is must not depend on what else is asked: longer windows and earlier
 * cutoffs open more partitions, in which there may be rows of a key that the feature alone would not know.
 */

const DAY = 86_400_000_000;
const at = (day: number): number => Date.UTC(2024, 2, day) * 1000;

function partitioned(): string {
  const folder = scratch();
  mkdirSync(join(folder, "2024/03"), { recursive: true });
  const rows: readonly (readonly [day: number, key: string])[] = [
    [1, "old"],
    [2, "old"],
    [3, "steady"],
    [4, "steady"],
    [4, "gone"],
    [5, "steady"],
    [6, "new"],
  ];
  for (const day of [1, 2, 3, 4, 5, 6]) {
    const own = rows.filter(([of]) => of === day).map(([, key]) => `${key},2024-03-0${day} 12:00:00,${day}`);
    writeFileSync(join(folder, `2024/03/0${day}.csv`), ["k,at,v", ...own, ""].join("\n"));
  }
  return join(folder, "{yyyy}/{MM}/{dd}.csv");
}

const N1: HandFeature = { name: "n1", op: "count", type: "bigint", windowMicros: DAY };
const N2: HandFeature = { name: "n2", op: "count", type: "bigint", windowMicros: 2 * DAY };
const N5: HandFeature = { name: "n5", op: "count", type: "bigint", windowMicros: 5 * DAY };
const LATEST: HandFeature = { name: "latest", op: "latest", column: "v", type: "int", windowMicros: 2 * DAY };
const ROW: HandFeature = { name: "row", op: "row", column: "v", type: "int" };

const projectOf = (path: string, features: readonly HandFeature[]) => ({
  file: path,
  format: "csv" as const,
  columns: [
    { name: "k", type: "string", nullable: true },
    { name: "at", type: "timestamp", nullable: true },
    { name: "v", type: "int", nullable: true },
  ],
  eventTimestamp: "at",
  keys: ["k"],
  features,
  maxRejected: 0,
});

type Found = Readonly<Record<string, Readonly<Record<string, Value>>>>;

/** By cutoff and key, the values by feature. */
async function jobs(path: string, features: readonly HandFeature[], days: readonly number[]) {
  const { sink, partitions } = collectingSink();
  await run(projectOf(path, features), days.map(at), [sink]);
  return Object.fromEntries(
    days.map((day): readonly [number, Found] => {
      const rows = [...(partitions.get(at(day)) ?? [])];
      return [
        day,
        Object.fromEntries(
          rows.map(([key, values]) => [
            key,
            Object.fromEntries(features.map(({ name }, i) => [name, values[i] ?? null])),
          ]),
        ),
      ];
    }),
  );
}

const OBSERVED = ["old", "steady", "gone", "new", "never"].flatMap((key) =>
  [3, 5, 6, 7].map((day) => [key, day] as const),
);

async function joined(path: string, features: readonly HandFeature[], cells?: number) {
  const observed = join(scratch(), "observed.csv");
  writeFileSync(observed, ["k,t", ...OBSERVED.map(([key, day]) => `${key},${at(day)}`), ""].join("\n"));
  const { columns, rows } = await runJoin(
    handProject(projectOf(path, features)),
    {
      observations: { path: observed, eventTimestamp: "t", timestampFormat: "epoch_micros" },
      features: features.map(({ name }) => name),
    },
    cells === undefined ? {} : { cells },
  );
  const place = columns.indexOf("n2");
  return rows.map((row) => row[place]);
}

describe("keys of time-partitioned sources", () => {
  const path = partitioned();

  it("have a value by the feature's own window, whatever windows and cutoffs are asked beside it", async () => {
    const alone = await Promise.all([6, 7].map((day) => jobs(path, [N2], [day])));
    expect(alone).toEqual([
      { 6: { steady: { n2: 2 }, gone: { n2: 1 } } },
      { 7: { steady: { n2: 1 }, new: { n2: 1 } } },
    ]);
    expect(await jobs(path, [N2], [3, 4, 5, 6, 7])).toMatchObject({ ...alone[0], ...alone[1] });
    // Keys of longer windows are rows of the table, in which those of the shorter are NULL.
    const among = await jobs(path, [N1, N2, N5, LATEST], [7]);
    expect(among[7]).toEqual({
      old: { n1: null, n2: null, n5: 1, latest: null },
      gone: { n1: null, n2: null, n5: 1, latest: null },
      steady: { n1: null, n2: 1, n5: 3, latest: 5 },
      new: { n1: 1, n2: 1, n5: 1, latest: 6 },
    });
    const all = await jobs(path, [N2, ROW], [6, 7]);
    expect(all[6]).toMatchObject({ old: { n2: null, row: 2 }, gone: { n2: 1, row: 4 } });
  });

  it("have the same in joins, whether their rows fit in memory or not", async () => {
    const expected = OBSERVED.map(([key, day]) => ({ key, day })).map(({ key, day }) => {
      const days = { old: [1, 2], steady: [3, 4, 5], gone: [4], new: [6], never: [] }[key] ?? [];
      const count = days.filter((of) => of >= day - 2 && of < day).length;
      return count === 0 ? null : count;
    });
    for (const features of [[N2], [N1, N2, N5], [LATEST, N2, N5], [N2, ROW]])
      for (const cells of [undefined, 1]) expect(await joined(path, features, cells)).toEqual(expected);
  });
});
