import fc from "fast-check";
import { expect } from "vitest";
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
import type { HandFeature } from "./engine.js";
import type { OracleFeature, OracleRow } from "./oracle.js";

/* Random rows of a source, and features over them of every aggregate. */

export const SECOND = 1_000_000n;
export const BASE = 1_583_020_800n * SECOND;

/** Times cluster on edges, so that ties and windows' ends are met. */
export const time = fc.oneof(
  fc.integer({ min: -5, max: 5 }).map((days) => BASE + BigInt(days) * 86_400n * SECOND),
  fc.integer({ min: -500_000, max: 500_000 }).map((seconds) => BASE + BigInt(seconds) * SECOND),
  fc.bigInt({ min: -400_000_000_000n, max: 400_000_000_000n }).map((micros) => BASE + micros),
);
export const key = fc.constantFrom("a", "b", "a b", "ä☃", "#", "%", "'", '"');
export const value = {
  double: fc.option(
    fc.oneof(
      // The third power of a tiny difference is none.
      fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((x) => (Math.abs(x) < 1e-60 ? 0 : x)),
      fc.integer({ min: -3, max: 3 }),
    ),
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

export type ValueType = keyof typeof value;

export function normal(exact: bigint): Value {
  const number = Number(exact);
  return Number.isSafeInteger(number) ? number : exact;
}

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

export function featuresOf(
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
export function chosen<T>(features: readonly T[], choice: number): readonly T[] {
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

export const csvLine = ({ key: k, time: t, value: v, pass, term }: OracleRow): string =>
  [
    quoted(k),
    String(t),
    v === null ? "" : quoted(String(v)),
    pass === null ? "" : String(pass),
    term === null || term === undefined ? "" : quoted(term),
  ].join(",");
export const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

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
export function expectSame(
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
  if (op === "approxCountDistinct") return Math.abs(got - wanted) <= Math.max(1, 0.05 * wanted);
  if (op === "variance") return Math.abs(got - wanted) <= 1e-12 * scale * scale;
  if (op === "stddev") return Math.abs(got - wanted) <= 1e-6 * scale;
  // Powers of differences of values that may differ in their last digits alone.
  if (op === "skewness" || op === "kurtosis") return Math.abs(got - wanted) <= 1e-6 * (1 + Math.abs(wanted));
  return ROUNDED.has(op) && Math.abs(got - wanted) <= 1e-12 * scale;
}
