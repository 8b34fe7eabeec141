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
  type FileFormat,
  type Value,
} from "@pinion/core";
import type { Random } from "@pinion/core/testing";
import { isTwice } from "./local-time.js";
import { drawValue, type ValueType } from "./values.js";

/* What a case is drawn of: a table with its rows, its format and the features over it. */

export const SECOND = 1_000_000n;

/** A row of a source. The key is undefined where a part of it is missing, the time where it is missing. */
export interface DrawnRow {
  readonly key: readonly Value[] | undefined;
  readonly time: bigint | undefined;
  readonly value: Value;
  readonly pass: boolean | null;
  readonly term: string | null;
  /** When it was written. */
  readonly written: bigint;
}

export interface DrawnFeature {
  readonly name: string;
  readonly op: AggregateOp | "row";
  readonly windowText: string;
  readonly windowMicros: bigint;
  /** COUNT of rows rather than of values. */
  readonly ofRows: boolean;
  readonly filter: "none" | "pass" | "term";
  readonly terms: boolean;
  readonly limit: number | undefined;
  readonly parameters: AggregateParameters;
  readonly fallback: Value;
  /** Whether its argument is wrapped so that only the kernel computes it. */
  readonly inKernel: boolean;
  readonly type: string;
}

/** Drawn of two features, which may be of other tables. */
export interface DrawnDerived {
  readonly name: string;
  readonly left: string;
  readonly right: string;
  readonly fallback: number | null;
  /** Whether it takes 0 for an input that is NULL. */
  readonly filled: boolean;
}

export interface DrawnTable {
  readonly index: number;
  readonly format: FileFormat;
  readonly timeFormat: TimeFormat;
  readonly type: ValueType;
  readonly rows: readonly DrawnRow[];
  readonly features: readonly DrawnFeature[];
  /** Whether the time that rows were written is declared. */
  readonly created: boolean;
  /** How its path is partitioned by time; absent of a single file. */
  readonly partition?: string;
}

export type TimeFormat = "epoch" | "epoch_millis" | "epoch_micros" | "local" | "typed";

/** What tables have in common: the key, and the part of time that they are about. */
export interface DrawnWorld {
  readonly keys: readonly (readonly Value[])[];
  readonly keyTypes: readonly ValueType[];
  readonly base: bigint;
  readonly zone: string;
}

const WINDOWS: readonly (readonly [string, bigint])[] = [
  ["1s", 1n],
  ["59s", 59n],
  ["1m", 60n],
  ["1h", 3_600n],
  ["36h", 129_600n],
  ["1d", 86_400n],
  ["2w", 1_209_600n],
  ["90d", 7_776_000n],
  ["1y", 31_536_000n],
  ["10y", 315_360_000n],
];

/** Nights in which clocks change somewhere, the epoch, and the end of the year 9999. */
export const BASES: readonly bigint[] = [
  "2020-03-29T01:00:00Z",
  "2020-10-25T01:00:00Z",
  "2020-03-08T07:00:00Z",
  "2020-11-01T06:00:00Z",
  "2020-04-04T15:00:00Z",
  "2020-03-01T00:00:00Z",
  "1970-01-01T00:00:00Z",
].map((text) => BigInt(Date.parse(text)) * 1000n);
const LAST = 253_402_300_799n * SECOND;

/** Behind it a partition's year may have five digits. */
export const LAST_PARTITIONED = LAST - 172_800n * SECOND;
const PARTITIONS = ["{yyyy}/{MM}/{dd}", "d={yyyy}-{MM}-{dd}", "{yyyy}/{MM}", "{yyyy}"];

/** Times cluster, so that ties and windows' ends are met. */
export function drawTime(random: Random, base: bigint): bigint {
  const choice = random.int(20);
  if (choice === 0) return LAST - BigInt(random.int(2)) * SECOND;
  if (choice < 6) return base + BigInt(random.int(11) - 5) * 86_400n * SECOND;
  if (choice < 11) return base + BigInt(random.int(14_401) - 7_200) * SECOND;
  if (choice < 15) return base + BigInt(random.int(11) - 5) * SECOND;
  if (choice < 19) return base + BigInt(random.int(1_000_001) - 500_000) * SECOND;
  return base + BigInt(random.int(2_000_000_001) - 1_000_000_000);
}

/** Times next to those of rows, where windows begin and end. */
export function drawEdge(random: Random, base: bigint, tables: readonly DrawnTable[]): bigint {
  const { rows } = random.pick(tables);
  const time = rows.length === 0 || random.chance(0.4) ? undefined : random.pick(rows).time;
  if (time === undefined || time > LAST - 86_400n * SECOND) return drawTime(random, base);
  const [, seconds] = random.pick(WINDOWS);
  const window = random.chance(0.5) ? 0n : seconds * SECOND;
  const edge = time + window + BigInt(random.int(3) - 1);
  return edge > LAST ? time : edge;
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

/** Limited by a value that is exact, so that rounding moves no entry. */
const LIMITED: ReadonlySet<AggregateOp> = new Set(["count", "min", "max", "latest", "countDistinct"]);

/** A digest is exact while it holds few values. */
const DIGESTED = 60;

const FORMATS: readonly FileFormat[] = ["csv", "csv", "tsv", "jsonl", "jsonl", "parquet", "parquet", "avro"];

export function drawTable(random: Random, index: number, world: DrawnWorld): DrawnTable {
  const type = random.pick<ValueType>([
    ...(["double", "double", "bigint", "bigint", "int", "float", "string", "boolean"] as const),
    "array<double>",
  ]);
  const format = random.pick(FORMATS);
  const timeFormat = random.pick<TimeFormat>(
    format === "parquet" || format === "avro"
      ? ["typed", "typed", "epoch_micros", "epoch_millis", "epoch"]
      : ["epoch_micros", "epoch_micros", "epoch_millis", "epoch", "local"],
  );
  const isFew = random.chance(0.99);
  const partition = random.chance(0.06) ? random.pick(PARTITIONS) : undefined;
  const drawn = (size?: number) =>
    drawRows(random, type, timeFormat, world, size).map((row) =>
      partition === undefined || row.time === undefined || row.time < LAST_PARTITIONED
        ? row
        : { ...row, time: whole(world.base - 86_400n * SECOND, timeFormat) },
    );
  // An empty file is no JSON Lines.
  const own = drawn(isFew ? random.pick([0, 1, 5, 12, 30, 60, 120]) : 2000 + random.int(2000));
  const rows = format === "jsonl" && own.length === 0 ? drawn(1) : own;
  const windows = Array.from({ length: 1 + random.int(3) }, () => random.pick(WINDOWS));
  return {
    ...{ index, format, timeFormat, type, rows },
    features: drawFeatures(random, index, type, windows, rows.length),
    created: random.chance(0.3),
    ...(partition === undefined ? {} : { partition }),
  };
}

function drawRows(
  random: Random,
  type: ValueType,
  timeFormat: TimeFormat,
  { keys, base, zone }: DrawnWorld,
  size = 0,
): readonly DrawnRow[] {
  const own = keys.filter(() => random.chance(0.7));
  const few = random.chance(0.3);
  const big = random.pick(keys);
  const times = Array.from({ length: 4 }, () => drawTime(random, base));
  return Array.from({ length: size }, (): DrawnRow => {
    const drawn = few || random.chance(0.2) ? random.pick(times) : drawTime(random, base);
    const time = random.chance(0.02) ? undefined : told(drawn, timeFormat, base, zone);
    const missing = random.chance(0.03);
    // One key may have far more rows than the others: then trees have more than one level.
    const key = size > 60 && random.chance(0.7) ? big : random.pick(own.length === 0 ? keys : own);
    return {
      key: missing ? undefined : key,
      time,
      value: random.chance(0.15) ? null : drawValue(random, type),
      pass: random.chance(0.1) ? null : random.chance(0.6),
      term: random.pick(["x", "y", "ä☃", null]),
      written:
        (time ?? base) +
        (random.chance(0.3)
          ? BigInt(random.int(180_000) - 90_000) * SECOND
          : random.chance(0.5)
            ? 0n
            : -5_000_000n),
    };
  });
}

/** A time as its format tells it: as exactly, and no local time that comes twice. */
function told(time: bigint, format: TimeFormat, base: bigint, zone: string): bigint {
  const exact = whole(time, format);
  if (format !== "local") return exact;
  if (exact > LAST - 172_800n * SECOND) return base - 7_200n * SECOND;
  return isTwice(exact, zone) ? exact - 10_800n * SECOND : exact;
}

function whole(time: bigint, format: TimeFormat): bigint {
  const unit = format === "epoch" || format === "local" ? SECOND : format === "epoch_millis" ? 1000n : 1n;
  return (time / unit - (time % unit < 0n ? 1n : 0n)) * unit;
}

function drawFeatures(
  random: Random,
  table: number,
  type: ValueType,
  windows: readonly (readonly [string, bigint])[],
  rows: number,
): readonly DrawnFeature[] {
  const argument = parseType(type) ?? VOID;
  const ops = AGGREGATE_OPS.filter(
    (op) =>
      aggregateNamed(op).resultType(argument, {}) !== undefined &&
      (op !== "approxPercentile" || rows <= DIGESTED),
  );
  const features: DrawnFeature[] = [];
  const common = { fallback: null, parameters: {}, inKernel: random.chance(0.3), limit: undefined } as const;
  const asked = 4 + random.int(9);
  for (let i = 0; i < asked; i++) {
    const op = random.pick(ops);
    const ofRows = (op === "count" || op === "decayedCount") && random.chance(0.5);
    const terms = random.chance(0.25);
    const [windowText, seconds] = random.pick(windows);
    const result = aggregateNamed(op).resultType(argument, {}) ?? VOID;
    const resultType = showType(terms ? mapOf(STRING, result) : result);
    features.push({
      ...common,
      name: `f${table}_${i}`,
      ...{ op, windowText, windowMicros: seconds * SECOND, ofRows, terms },
      filter: random.pick(["none", "none", "pass", "term"]),
      limit:
        terms && LIMITED.has(op) && result.kind !== "array" && random.chance(0.6)
          ? 1 + random.int(2)
          : undefined,
      parameters: PARAMETERS[op] ?? {},
      fallback: random.chance(0.2) ? fallbackOf(resultType) : null,
      type: resultType,
    });
  }
  const row = { op: "row", windowText: "", windowMicros: 0n, ofRows: false, filter: "none" } as const;
  const rowType = { type: type as string, terms: false };
  if (random.chance(0.6)) features.push({ ...common, ...row, ...rowType, name: `f${table}_row` });
  if (random.chance(0.3))
    features.push({
      ...{ ...common, ...row, ...rowType, name: `f${table}_given` },
      fallback: fallbackOf(type),
    });
  // Of what derived features are made.
  const [windowText, seconds] = random.pick(windows);
  features.push({
    ...common,
    ...{ name: `f${table}_count`, op: "count", windowText, windowMicros: seconds * SECOND, ofRows: true },
    ...{ filter: random.pick(["none", "pass"] as const), terms: false, type: "bigint" },
  });
  return features;
}

function fallbackOf(type: string): Value {
  switch (type) {
    case "double":
    case "float":
      return 2.5;
    case "bigint":
    case "int":
      return -7;
    case "string":
      return "none";
    case "boolean":
      return true;
    default:
      return null;
  }
}

export function drawDerived(random: Random, group: number, tables: readonly DrawnTable[]): DrawnDerived {
  const left = random.pick(tables).index;
  const right = random.pick(tables).index;
  return {
    name: `d${group}`,
    left: `f${left}_count`,
    right: `f${right}_count`,
    fallback: random.chance(0.5) ? null : -99,
    filled: random.chance(0.5),
  };
}
