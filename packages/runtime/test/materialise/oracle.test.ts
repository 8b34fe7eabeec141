import { writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  AGGREGATE_OPS,
  aggregateNamed,
  mapOf,
  parseType,
  showType,
  STRING,
  VOID,
  type AggregateOp,
  type AggregateParameters,
  type DataType,
  type Value,
} from "@pinion/core";
import { createRandom } from "@pinion/core/testing";
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
        term: fc.constantFrom("x", "y", "ä☃", null),
      }),
      { maxLength: 60 },
    ),
    windows: fc.uniqueArray(fc.constantFrom(...WINDOWS), { minLength: 1, maxLength: 3 }),
    cutoffs: fc.uniqueArray(time, { minLength: 1, maxLength: 6 }),
    bounds: fc.constantFrom("[)" as const, "(]" as const),
    kernel: fc.boolean(),
    choice: fc.nat(),
  }),
);

const PARAMETERS: Readonly<Partial<Record<AggregateOp, AggregateParameters>>> = {
  lastN: { n: 3 },
  firstN: { n: 2 },
  topK: { n: 2 },
  percentile: { percentage: 0.9 },
  approxPercentile: { percentage: 0.1 },
  bucketedCount: { boundaries: [-1, 0, 2.5] },
  bucketedSum: { boundaries: [0] },
  decayedSum: { halfLifeMicros: 86_400_000_000 },
  decayedCount: { halfLifeMicros: 86_400_000_000 },
  decayedAvg: { halfLifeMicros: 3_600_000_000 },
};

describe(`materialising random tables (seed ${SEED})`, () => {
  it("gives what filtering and folding all rows gives", async () => {
    await fc.assert(
      fc.asyncProperty(table, async ({ type, rows, windows, cutoffs, bounds, kernel, choice }) => {
        const features = chosen(featuresOf(type, windows), choice);
        const file = join(scratch(), "rows.csv");
        writeFileSync(file, ["k,t,v,p,g", ...rows.map(csvLine)].join("\n") + "\n");
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
              { name: "g", type: "string", nullable: true },
            ],
            eventTimestamp: "t",
            keys: ["k"],
            features: features.map(({ hand }) => hand),
            windowBounds: bounds,
            ...(kernel ? { inKernel: ["v", "k", "g"] } : {}),
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
  const argument = parseType(type) ?? VOID;
  const ops = AGGREGATE_OPS.filter((op) => aggregateNamed(op).resultType(argument, {}) !== undefined);
  const all = windows.flatMap((windowMicros) =>
    ops.flatMap((op) => [
      { op, windowMicros, filtered: false },
      { op, windowMicros, filtered: true },
      { op, windowMicros, filtered: true, terms: true },
      ...(LIMITED.has(op) ? [{ op, windowMicros, filtered: false, terms: true, limit: 2 }] : []),
    ]),
  );
  const counts = windows.flatMap((windowMicros) => [
    { op: "count" as const, windowMicros, filtered: false, ofRows: true },
    { op: "count" as const, windowMicros, filtered: false, ofRows: true, terms: true, limit: 1 },
    { op: "decayedCount" as const, windowMicros, filtered: true, ofRows: true },
  ]);
  const row = { op: "row" as const, windowMicros: 0n, filtered: false };
  return [...all, ...counts, row].map((one, i) => {
    const plain: OracleFeature = { ...one, type, ...(one.op === "row" ? {} : parametersOf(one.op)) };
    return {
      plain,
      hand: {
        name: `f${i}`,
        op: plain.op,
        type: resultOf(plain, argument),
        windowMicros: Number(plain.windowMicros),
        ...(plain.ofRows === true ? {} : { column: "v" }),
        ...(plain.filtered ? { filter: "p" } : {}),
        ...(plain.terms === true ? { groupBy: "g" } : {}),
        ...(plain.limit === undefined ? {} : { limit: plain.limit }),
        ...(plain.parameters === undefined ? {} : { parameters: plain.parameters }),
      },
    };
  });
}

/** How many of all features a table is asked for. */
const ASKED = 24;

/** Some features, and the last, which is of the row. */
function chosen<T>(features: readonly T[], choice: number): readonly T[] {
  const random = createRandom(choice);
  const odds = ASKED / features.length;
  return features.filter((_, i) => i === features.length - 1 || random.chance(odds));
}

/** Limited by a value that is exact, so that rounding moves no entry. */
const LIMITED: ReadonlySet<AggregateOp> = new Set(["count", "min", "max", "latest", "countDistinct"]);

function parametersOf(op: AggregateOp): { readonly parameters?: AggregateParameters } {
  const parameters = PARAMETERS[op];
  return parameters === undefined ? {} : { parameters };
}

function resultOf({ op, terms }: OracleFeature, argument: DataType): string {
  if (op === "row") return showType(argument);
  const type = aggregateNamed(op).resultType(argument, {}) ?? VOID;
  return showType(terms === true ? mapOf(STRING, type) : type);
}

const csvLine = ({ key: k, time: t, value: v, pass, term }: OracleRow): string =>
  [
    quoted(k),
    String(t),
    v === null ? "" : quoted(String(v)),
    pass === null ? "" : String(pass),
    term === null || term === undefined ? "" : quoted(term),
  ].join(",");
const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

const ROUNDED: ReadonlySet<string> = new Set([
  "sum",
  "avg",
  "variance",
  "stddev",
  "skewness",
  "kurtosis",
  "median",
  "percentile",
  "approxPercentile",
  "bucketedSum",
  "decayedSum",
  "decayedCount",
  "decayedAvg",
]);

/** Exactly, but for floating point: to 1e-12 of the sum of magnitudes, moments to what their powers leave. */
function expectSame(
  got: Value | undefined,
  wanted: Value | undefined,
  feature: HandFeature,
  rows: readonly OracleRow[],
): void {
  const scale = rows.reduce((sum, row) => sum + Math.abs(Number(row.value ?? 0) || 0), 1);
  const same = isSame(got ?? null, wanted ?? null, feature.op, scale);
  if (!same) expect(got, `${feature.name} ${feature.op} of ${feature.type}`).toEqual(wanted);
}

function isSame(got: Value, wanted: Value, op: string, scale: number): boolean {
  if (Array.isArray(got) && Array.isArray(wanted)) {
    const [a, b] = [got as readonly Value[], wanted as readonly Value[]];
    return a.length === b.length && a.every((item, i) => isSame(item, b[i] ?? null, op, scale));
  }
  if (got === wanted || (got === 0 && wanted === 0)) return true;
  if (typeof got !== "number" || typeof wanted !== "number") return false;
  if (op === "approxCountDistinct") return Math.abs(got - wanted) <= 1;
  if (op === "variance") return Math.abs(got - wanted) <= 1e-12 * scale * scale;
  if (op === "stddev") return Math.abs(got - wanted) <= 1e-6 * scale;
  // Powers of differences of values that may differ in their last digits alone.
  if (op === "skewness" || op === "kurtosis") return Math.abs(got - wanted) <= 1e-6 * (1 + Math.abs(wanted));
  return ROUNDED.has(op) && Math.abs(got - wanted) <= 1e-12 * scale;
}
