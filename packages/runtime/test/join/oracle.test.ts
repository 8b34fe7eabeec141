import { writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AggregateOp, Manifest, Value } from "@pinion/core";
import {
  collectingSink,
  handProject,
  run,
  scratch,
  type HandFeature,
  type HandProject,
} from "../support/engine.js";
import { runJoin } from "../support/join.js";
import { oracle, type OracleFeature, type OracleRow } from "../support/oracle.js";

const RUNS = Number(process.env["PINION_ORACLE_RUNS"] ?? 150);
const SEED = Number(process.env["PINION_SEED"] ?? Math.floor(Math.random() * 2 ** 31));

const SECOND = 1_000_000n;
/** The day before clocks go forward in Berlin. */
const BASE = 1_585_353_600n * SECOND;
const WINDOWS = [1n, 60n, 3_600n, 129_600n, 86_400n, 90n * 86_400n, 3_650n * 86_400n].map((s) => s * SECOND);

/** Times cluster on edges, so that ties and windows' ends are met. */
const time = fc.oneof(
  fc.integer({ min: -5, max: 5 }).map((days) => BASE + BigInt(days) * 86_400n * SECOND),
  fc.integer({ min: -500_000, max: 500_000 }).map((seconds) => BASE + BigInt(seconds) * SECOND),
  fc.bigInt({ min: -400_000_000_000n, max: 400_000_000_000n }).map((micros) => BASE + micros),
  // Beyond what a double holds exactly.
  fc.constantFrom(253_402_300_799n * SECOND, 253_402_300_799n * SECOND + 999_999n),
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

/** A row with the time it was written. */
interface WrittenRow extends OracleRow {
  readonly written: bigint;
}

function normal(exact: bigint): Value {
  const number = Number(exact);
  return Number.isSafeInteger(number) ? number : exact;
}

const table = fc.constantFrom<ValueType>("double", "bigint", "string").chain((type) => {
  const row = (own: fc.Arbitrary<string>) =>
    fc
      .record({
        key: own,
        time,
        value: value[type] as fc.Arbitrary<Value>,
        pass: fc.option(fc.boolean(), { nil: null }),
        lag: fc.oneof(fc.constant(0n), fc.bigInt({ min: -90_000n, max: 90_000n })),
      })
      .map(({ lag, ...rest }): WrittenRow => ({ ...rest, written: rest.time + lag * SECOND }));
  return fc.record({
    type: fc.constant(type),
    // One key may have far more rows than the others: then trees have more than one level.
    rows: fc
      .tuple(
        fc.array(row(key), { maxLength: 40 }),
        fc.array(row(fc.constant("a")), { maxLength: 60, size: "max" }),
      )
      .map((parts) => parts.flat()),
    times: fc.integer({ min: 1, max: 5 }),
    windows: fc.uniqueArray(fc.constantFrom(...WINDOWS), { minLength: 1, maxLength: 3 }),
    observations: fc.array(fc.record({ key: fc.option(key, { nil: null }), time }), { maxLength: 25 }),
    bounds: fc.constantFrom("[)" as const, "(]" as const),
    kernel: fc.boolean(),
    created: fc.boolean(),
    delay: fc.constantFrom(0n, 0n, 1n, 86_400n),
    cells: fc.constantFrom(1, 48_000_000),
    zone: fc.constantFrom("UTC", "Europe/Berlin"),
  });
});

const OPS: Readonly<Record<ValueType, readonly AggregateOp[]>> = {
  double: ["sum", "count", "avg", "min", "max", "latest", "first"],
  bigint: ["sum", "count", "min", "max", "latest", "first"],
  string: ["count", "min", "max", "latest", "first"],
};

describe(`joining random tables (seed ${SEED})`, () => {
  it("gives what filtering and folding all rows gives, and what materialising as of each time gives", async () => {
    await fc.assert(
      fc.asyncProperty(table, async (given) => {
        const { type, bounds, kernel, created, delay, cells, zone } = given;
        // The same rows some times over, a bit later each time: big keys from few choices.
        const rows = Array.from({ length: given.times }, (_, i) =>
          given.rows.map((row) => ({ ...row, time: row.time + BigInt(i), written: row.written + BigInt(i) })),
        ).flat();
        const features = featuresOf(type, given.windows);
        const folder = scratch();
        const file = join(folder, "rows.csv");
        writeFileSync(file, ["k,t,v,p,w", ...rows.map(csvLine)].join("\n") + "\n");
        const observed = join(folder, "observed.csv");
        writeFileSync(
          observed,
          [
            "n,who,at",
            ...given.observations.map(({ key: k, time: t }, i) => `${i},${k === null ? "" : quoted(k)},${t}`),
          ].join("\n") + "\n",
        );
        const project: HandProject = {
          file,
          format: "csv",
          columns: [
            { name: "k", type: "string", nullable: true },
            { name: "t", type: "timestamp", nullable: true, format: "epoch_micros" },
            { name: "v", type, nullable: true },
            { name: "p", type: "boolean", nullable: true },
            { name: "w", type: "timestamp", nullable: true, format: "epoch_micros" },
          ],
          eventTimestamp: "t",
          keys: ["k"],
          features: features.map(({ hand }) => hand),
          windowBounds: bounds,
          timeZone: zone,
          ...(kernel ? { inKernel: ["v", "k"] } : {}),
        };
        const { manifest, evaluators } = handProject(project);
        const joined = await runJoin(
          { manifest: created ? withCreated(manifest) : manifest, evaluators },
          {
            observations: {
              path: observed,
              eventTimestamp: "at",
              timestampFormat: "epoch_micros",
              keys: { k: "who" },
            },
            features: features.map(({ hand }) => hand.name),
            simulateTimeDelay: `${delay}s`,
          },
          { cells },
        );
        expect(joined.columns).toEqual(["n", "who", "at", ...features.map(({ hand }) => hand.name)]);
        expect(joined.rows.map((row) => row.slice(0, 3))).toEqual(
          given.observations.map((one, i) => [String(i), one.key, String(one.time)]),
        );
        given.observations.forEach((one, i) => {
          const asOf = one.time - delay * SECOND;
          const there = created
            ? rows.filter(({ written }) => (bounds === "[)" ? written < asOf : written <= asOf))
            : rows;
          features.forEach(({ hand, plain }, f) => {
            const wanted = one.key === null ? null : (oracle(there, one.key, asOf, plain, bounds) ?? null);
            expectSame(joined.rows[i]?.[3 + f], wanted, hand, rows);
          });
        });
        if (created || delay > 0n) return;
        const times = [...new Set(given.observations.map((one) => one.time))].slice(0, 4);
        const cutoffs = times
          .map(normal)
          .toSorted((a, b) => (BigInt(a as bigint) < BigInt(b as bigint) ? -1 : 1));
        if (cutoffs.length === 0) return;
        const { sink, partitions } = collectingSink();
        await run(project, cutoffs as number[], [sink]);
        given.observations.forEach((one, i) => {
          const partition = partitions.get(normal(one.time) as number);
          if (partition === undefined) return;
          const stored = one.key === null ? undefined : partition.get(one.key);
          features.forEach(({ hand }, f) =>
            expectSame(joined.rows[i]?.[3 + f], stored?.[f] ?? null, hand, rows),
          );
        });
      }),
      { numRuns: RUNS, seed: SEED, endOnFailure: RUNS > 1000 },
    );
  }, 3_600_000);
});

const withCreated = (manifest: Manifest): Manifest => ({
  ...manifest,
  sources: manifest.sources.map((source) =>
    source.kind === "file" ? { ...source, createdTimestamp: "w" } : source,
  ),
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

const csvLine = ({ key: k, time: t, value: v, pass, written }: WrittenRow): string =>
  [
    quoted(k),
    String(t),
    v === null ? "" : quoted(String(v)),
    pass === null ? "" : String(pass),
    String(written),
  ].join(",");
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
