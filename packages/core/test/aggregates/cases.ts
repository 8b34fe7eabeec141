import fc from "fast-check";
import {
  aggregateNamed,
  AGGREGATE_OPS,
  arrayOf,
  BIGINT,
  BINARY,
  BOOLEAN,
  DOUBLE,
  mapOf,
  showType,
  STRING,
  type AggregateEntry,
  type AggregateOp,
  type AggregateParameters,
  type DataType,
  type Value,
} from "../../src/index.js";
import type { PlainAggregate, PlainRow } from "../../src/testing/index.js";

/** An aggregate as a plan has it and as it is said plainly, with rows for it. */
export interface Case {
  readonly entry: AggregateEntry;
  readonly plain: PlainAggregate;
  readonly rows: readonly PlainRow[];
  readonly asOf: bigint;
}

const decimal: DataType = { kind: "decimal", precision: 10, scale: 2 };

/** Values whose moments are well conditioned; equal ones come often. */
const values: readonly (readonly [DataType, fc.Arbitrary<Value>])[] = [
  [
    DOUBLE,
    fc
      .oneof(fc.integer({ min: -3, max: 3 }), fc.double({ min: -1e4, max: 1e4, noNaN: true }))
      .map((x) => x + 0),
  ],
  [BIGINT, fc.integer({ min: -1000, max: 1000 })],
  [decimal, fc.bigInt({ min: -99999n, max: 99999n })],
  [STRING, fc.string({ unit: "grapheme", maxLength: 2 })],
  [BOOLEAN, fc.boolean()],
  [BINARY, fc.uint8Array({ maxLength: 2 })],
  [
    arrayOf(DOUBLE),
    fc.array(fc.option(fc.double({ min: -100, max: 100, noNaN: true }), { nil: null }), { maxLength: 3 }),
  ],
];

const parametersOf = (op: AggregateOp): fc.Arbitrary<AggregateParameters> => {
  switch (op) {
    case "lastN":
    case "firstN":
    case "topK":
      return fc.record({ n: fc.integer({ min: 1, max: 4 }) });
    case "percentile":
    case "approxPercentile":
      return fc.record({
        percentage: fc.oneof(fc.constantFrom(0, 0.25, 0.5, 1), fc.double({ min: 0, max: 1, noNaN: true })),
      });
    case "bucketedCount":
    case "bucketedSum":
      return fc.record({ boundaries: fc.constantFrom([0], [-2, 0, 2], [-1000, 0.5]) });
    case "decayedSum":
    case "decayedCount":
    case "decayedAvg":
      return fc.record({ halfLifeMicros: fc.constantFrom(1_000_000, 3_600_000_000) });
    default:
      return fc.constant({});
  }
};

/** Of these a rounding error of nearly equal values may be all that there is. */
const MOMENTS: ReadonlySet<AggregateOp> = new Set(["variance", "stddev", "skewness", "kurtosis"]);

/** Every aggregate over every type that it takes. */
export const takers: readonly { readonly op: AggregateOp; readonly argument: DataType | undefined }[] =
  AGGREGATE_OPS.flatMap((op) =>
    [...values.map(([type]) => type), undefined].flatMap((argument) =>
      aggregateNamed(op).resultType(argument, { boundaries: [0], n: 1 }) === undefined
        ? []
        : [{ op, argument }],
    ),
  );

export const caseOf = (
  op: AggregateOp,
  argument: DataType | undefined,
  grouped: boolean,
): fc.Arbitrary<Case> => {
  const drawn = values.find(([type]) => type === argument)?.[1] ?? fc.constant(true);
  const value = MOMENTS.has(op) && argument === DOUBLE ? drawn.map((x) => Math.round(Number(x))) : drawn;
  const row = fc.record({
    value: argument === undefined ? value : fc.option(value, { nil: null }),
    micros: fc.bigInt({ min: 0n, max: 5_000_000n }),
    ...(grouped ? { term: fc.constantFrom("a", "b", "c", null) } : {}),
  });
  return fc
    .record({
      rows: fc.array(row, { maxLength: 30 }),
      parameters: parametersOf(op),
      limit: fc.option(fc.integer({ min: 1, max: 2 }), { nil: undefined }),
    })
    .map(({ rows, parameters, limit }) => {
      const result = aggregateNamed(op).resultType(argument, parameters);
      if (result === undefined) throw new Error(`${op} takes no ${argument?.kind ?? "rows"}`);
      const ordered =
        (EXACT.has(op) || (op === "sum" && argument !== DOUBLE)) &&
        result.kind !== "array" &&
        result.kind !== "binary" &&
        argument?.kind !== "decimal";
      const cut = grouped && ordered && limit !== undefined ? { limit } : {};
      return {
        rows: rows.toSorted((a, b) => (a.micros < b.micros ? -1 : a.micros > b.micros ? 1 : 0)),
        asOf: 5_000_001n,
        plain: { op, argument, parameters, ...(grouped ? { grouped: { term: STRING, ...cut } } : {}) },
        entry: {
          op,
          group: 0,
          parameters,
          ...(argument === undefined ? {} : { argument: 0, argumentType: showType(argument) }),
          type: showType(grouped ? mapOf(STRING, result) : result),
          ...(grouped ? { groupBy: 1, groupByType: "string", ...cut } : {}),
        },
      };
    });
};

const EXACT: ReadonlySet<AggregateOp> = new Set([
  "count",
  "min",
  "max",
  "latest",
  "first",
  "lastN",
  "firstN",
  "countDistinct",
  "distinct",
  "topK",
  "mode",
  "bucketedCount",
]);

/** Whether a value is what it should be: exactly, or to what floating point leaves of `scale`. */
export function isClose(op: AggregateOp, got: Value, wanted: Value, scale: number): boolean {
  if (Array.isArray(got) && Array.isArray(wanted)) {
    const [a, b] = [got as readonly Value[], wanted as readonly Value[]];
    return a.length === b.length && a.every((item, i) => isClose(op, item, b[i] ?? null, scale));
  }
  if (got instanceof Uint8Array && wanted instanceof Uint8Array) return got.join() === wanted.join();
  if (op === "approxCountDistinct" && typeof wanted === "number")
    return Math.abs(Number(got) - Number(wanted)) <= 1 + 0.05 * Number(wanted);
  if (typeof got !== "number" || typeof wanted !== "number" || EXACT.has(op)) {
    return got === wanted || (got === 0 && wanted === 0);
  }
  if (got === wanted || (Number.isNaN(got) && Number.isNaN(wanted))) return true;
  return Math.abs(got - wanted) <= 1e-9 * Math.max(scale, Math.abs(wanted));
}
