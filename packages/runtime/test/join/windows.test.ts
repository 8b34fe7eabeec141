import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Value, WindowBounds } from "@pinion/core";
import {
  collectingSink,
  handProject,
  run,
  scratch,
  type HandFeature,
  type HandProject,
} from "../support/engine.js";
import { runJoin } from "../support/join.js";

/*
 * The windows of sliding aggregates by hand: both ends, lengths that are no whole days, terms and limits, delays, keys that
 * are new, old or never seen. Values come out of a join and of a job alike.
 */

const HOUR = 3_600_000_000;
const DAY = 24 * HOUR;
const at = (day: number, hour = 0): number => Date.UTC(2024, 2, day, hour) * 1000;

const ROWS = [
  ["a", at(1), 1, "x"],
  ["a", at(2), 2, "y"],
  ["a", at(3), 4, "x"],
  ["a", at(3, 12), 8, "z"],
  ["a", at(4), 16, "y"],
  ["b", at(1), 5, "x"],
  ["c", at(4), 7, "y"],
] as const;

const sum = (windowMicros: number): HandFeature => ({
  ...{ name: `sum${windowMicros / HOUR}`, op: "sum", column: "v", type: "bigint", windowMicros },
});
const FEATURES: readonly HandFeature[] = [
  sum(DAY),
  sum(1.5 * DAY),
  sum(3 * DAY),
  { name: "avg", op: "avg", column: "v", type: "double", windowMicros: 3 * DAY },
  { name: "min", op: "min", column: "v", type: "bigint", windowMicros: 3 * DAY },
  { name: "max", op: "max", column: "v", type: "bigint", windowMicros: 3 * DAY },
  { name: "latest", op: "latest", column: "g", type: "string", windowMicros: 3 * DAY },
  { name: "n", op: "count", type: "bigint", windowMicros: DAY },
  { name: "terms", op: "countDistinct", column: "g", type: "bigint", windowMicros: 3 * DAY },
  {
    ...{ name: "by_term", op: "sum", column: "v", windowMicros: 3 * DAY },
    ...{ groupBy: "g", limit: 2, type: "map<string,bigint>" },
  },
  { name: "row", op: "row", column: "v", type: "bigint" },
];

function project(windowBounds: WindowBounds): HandProject {
  const file = join(scratch(), "rows.csv");
  writeFileSync(file, ["k,t,v,g", ...ROWS.map((row) => row.join(","))].join("\n") + "\n");
  const columns = [
    { name: "k", type: "string", nullable: true },
    { name: "t", type: "timestamp", nullable: true, format: "epoch_micros" },
    { name: "v", type: "bigint", nullable: true },
    { name: "g", type: "string", nullable: true },
  ];
  return {
    ...{ file, format: "csv", columns, eventTimestamp: "t", keys: ["k"], features: FEATURES, windowBounds },
  };
}

/** As of midnight of the fourth; the third day is the one before. */
const WANTED: readonly (readonly [WindowBounds, string, readonly Value[]])[] = [
  // From the third on, the fourth not: what happens at t itself is not seen.
  ["[)", "a", [12, 12, 15, 3.75, 1, 8, "z", 2, 3, pairs(["x", 5], ["z", 8]), 8]],
  ["(]", "a", [24, 28, 30, 7.5, 2, 16, "y", 2, 3, pairs(["y", 18], ["z", 8]), 16]],
  // Exactly as old as the window is long: inside, or just gone.
  ["[)", "b", [null, null, 5, 5, 5, 5, "x", 0, 1, pairs(["x", 5]), 5]],
  ["(]", "b", [null, null, null, null, null, null, null, 0, 0, null, 5]],
  // Seen from then on.
  ["(]", "c", [7, 7, 7, 7, 7, 7, "y", 1, 1, pairs(["y", 7]), 7]],
];

function pairs(...entries: readonly (readonly [string, number])[]): Value {
  return entries;
}

async function joined(
  bounds: WindowBounds,
  key: string,
  time: number,
  delay: string,
  cells?: number,
): Promise<readonly Value[]> {
  const observed = join(scratch(), "observed.csv");
  writeFileSync(observed, `k,at\n${key},${time}\n`);
  const { rows } = await runJoin(
    handProject(project(bounds)),
    {
      observations: { path: observed, eventTimestamp: "at", timestampFormat: "epoch_micros" },
      features: FEATURES.map(({ name }) => name),
      simulateTimeDelay: delay,
    },
    cells === undefined ? {} : { cells },
  );
  return rows[0]?.slice(2) ?? [];
}

describe("windows", () => {
  it.each(WANTED)("%s of %s are what they are by hand", async (bounds, key, wanted) => {
    expect(await joined(bounds, key, at(4), "0s")).toEqual(wanted);
    expect(await joined(bounds, key, at(4), "0s", 1)).toEqual(wanted);
    // Late by two days, two days later.
    expect(await joined(bounds, key, at(6), "2d")).toEqual(wanted);
    const { sink, partitions } = collectingSink();
    await run(project(bounds), [at(2), at(4), at(9)], [sink]);
    expect(partitions.get(at(4))?.get(key)).toEqual(wanted);
  });

  it("hold nothing of a key before its first row, and COUNT 0 once all is older", async () => {
    const nothing = FEATURES.map(() => null);
    expect(await joined("[)", "c", at(4), "0s")).toEqual(nothing);
    expect(await joined("[)", "nobody", at(4), "0s")).toEqual(nothing);
    const old = FEATURES.map(({ name }) =>
      name === "n" || name === "terms" ? 0 : name === "row" ? 16 : null,
    );
    expect(await joined("[)", "a", at(30), "0s")).toEqual(old);
    const { sink, partitions } = collectingSink();
    await run(project("[)"), [at(4), at(30)], [sink]);
    expect(partitions.get(at(4))?.has("c")).toBe(false);
    expect(partitions.get(at(30))?.get("a")).toEqual(old);
  });
});
