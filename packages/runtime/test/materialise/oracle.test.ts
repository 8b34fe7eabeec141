import { writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AggregateOp, Value } from "@pinion/core";
import { collectingSink, run, scratch, type HandFeature } from "../support/engine.js";
import { oracle, type OracleFeature, type OracleRow } from "../support/oracle.js";

const RUNS = Number(process.env["PINION_ORACLE_RUNS"] ?? 150);
const SEED = Number(process.env["PINION_SEED"] ?? Math.floor(Math.random() * 2 ** 31));

const SECOND = 1_000_000n;
const BASE = 1_583_020_800n * SECOND;
const WINDOWS = [1n, 60n, 3_600n, 129_600n, 86_400n, 90n * 86_400n, 3_650n * 86_400n].map((s) => s * SECOND);

/** Times cluster on edges, so that ties and windows' ends are met. */
const time = fc.oneof(
  fc.integer({ min: -5, max: 5 }).map((days) => BASE + BigInt(days) * 86_400n * SECOND),
  fc.integer({ min: -500_000, max: 500_000 }).map((seconds) => BASE + BigInt(seconds) * SECOND),
  fc.bigInt({ min: -400_000_000_000n, max: 400_000_000_000n }).map((micros) => BASE + micros),
);
const key = fc.constantFrom("a", "b", "a b", "ä☃", "#", "%", "'", '"');
const value = {
  double: fc.option(
    fc.oneof(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.integer({ min: -3, max: 3 })),
    { nil: null },
  ),
  bigint: fc.option(
    fc.oneof(
      fc.integer({ min: -5, max: 5 }),
      fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(normal),
    ),
    { nil: null },
  ),
  string: fc.option(
    fc
      .string({ unit: "grapheme", minLength: 1, maxLength: 4 })
      .filter((text) => !/[\u0000-\u001f]/u.test(text)),
    { nil: null },
  ),
} as const;

type ValueType = keyof typeof value;

function normal(exact: bigint): Value {
  const number = Number(exact);
  return Number.isSafeInteger(number) ? number : exact;
}

const table = fc.constantFrom<ValueType>("double", "bigint", "string").chain((type) =>
  fc.record({
    type: fc.constant(type),
    rows: fc.array(
      fc.record({
        key,
        time,
        value: value[type] as fc.Arbitrary<Value>,
        pass: fc.option(fc.boolean(), { nil: null }),
      }),
      { maxLength: 60 },
    ),
    windows: fc.uniqueArray(fc.constantFrom(...WINDOWS), { minLength: 1, maxLength: 3 }),
    cutoffs: fc.uniqueArray(time, { minLength: 1, maxLength: 6 }),
    bounds: fc.constantFrom("[)" as const, "(]" as const),
    kernel: fc.boolean(),
  }),
);

const OPS: Readonly<Record<ValueType, readonly AggregateOp[]>> = {
  double: ["sum", "count", "avg", "min", "max", "latest", "first"],
  bigint: ["sum", "count", "min", "max", "latest", "first"],
  string: ["count", "min", "max", "latest", "first"],
};

describe(`materialising random tables (seed ${SEED})`, () => {
  it("gives what filtering and folding all rows gives", async () => {
    await fc.assert(
      fc.asyncProperty(table, async ({ type, rows, windows, cutoffs, bounds, kernel }) => {
        const features = featuresOf(type, windows);
        const file = join(scratch(), "rows.csv");
        writeFileSync(file, ["k,t,v,p", ...rows.map(csvLine)].join("\n") + "\n");
        const asOfs = cutoffs.toSorted((a, b) => (a < b ? -1 : 1));
        const { sink, partitions } = collectingSink();
        await run(
          {
            file,
            format: "csv",
            columns: [
              { name: "k", type: "string", nullable: true },
              { name: "t", type: "timestamp", nullable: true, format: "epoch_micros" },
              { name: "v", type, nullable: true },
              { name: "p", type: "boolean", nullable: true },
            ],
            eventTimestamp: "t",
            keys: ["k"],
            features: features.map(({ hand }) => hand),
            windowBounds: bounds,
            ...(kernel ? { inKernel: ["v", "k"] } : {}),
          },
          asOfs.map(Number),
          [sink],
        );
        for (const asOf of asOfs) {
          const partition = partitions.get(Number(asOf));
          const expected = new Map(
            [...new Set(rows.map((row) => row.key))].flatMap((one) => {
              const values = features.map(({ plain }) => oracle(rows, one, asOf, plain, bounds));
              return values[0] === undefined ? [] : [[one, values] as const];
            }),
          );
          expect([...(partition?.keys() ?? [])].toSorted()).toEqual([...expected.keys()].toSorted());
          for (const [one, values] of expected) {
            features.forEach(({ hand }, i) => expectSame(partition?.get(one)?.[i], values[i], hand, rows));
          }
        }
      }),
      { numRuns: RUNS, seed: SEED, endOnFailure: RUNS > 1000 },
    );
  }, 3_600_000);
});

function featuresOf(
  type: ValueType,
  windows: readonly bigint[],
): readonly { hand: HandFeature; plain: OracleFeature }[] {
  const all = windows.flatMap((windowMicros) =>
    OPS[type].flatMap((op) =>
      [false, true].map((filtered) => ({ op, windowMicros, filtered, ofRows: false })),
    ),
  );
  const counts = windows.map((windowMicros) => ({
    op: "count" as const,
    windowMicros,
    filtered: false,
    ofRows: true,
  }));
  const row = { op: "row" as const, windowMicros: 0n, filtered: false, ofRows: false };
  return [...all, ...counts, row].map((plain, i) => ({
    plain: { ...plain, type },
    hand: {
      name: `f${i}`,
      op: plain.op,
      type: plain.op === "count" ? "bigint" : plain.op === "avg" ? "double" : type,
      windowMicros: Number(plain.windowMicros),
      ...(plain.ofRows ? {} : { column: "v" }),
      ...(plain.filtered ? { filter: "p" } : {}),
    },
  }));
}

const csvLine = ({ key: k, time: t, value: v, pass }: OracleRow): string =>
  [quoted(k), String(t), v === null ? "" : quoted(String(v)), pass === null ? "" : String(pass)].join(",");
const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** Exactly, but for sums of doubles: to 1e-12 of the sum of magnitudes. */
function expectSame(
  got: Value | undefined,
  wanted: Value | undefined,
  feature: HandFeature,
  rows: readonly OracleRow[],
): void {
  if (
    feature.type === "double" &&
    (feature.op === "sum" || feature.op === "avg") &&
    typeof wanted === "number"
  ) {
    const scale = rows.reduce((sum, row) => sum + Math.abs(Number(row.value ?? 0)), 1);
    expect(Math.abs(Number(got) - wanted), `${feature.name} ${feature.op}`).toBeLessThanOrEqual(
      1e-12 * scale,
    );
    return;
  }
  expect(got === 0 ? 0 : got, `${feature.name} ${feature.op}`).toEqual(wanted === 0 ? 0 : wanted);
}
