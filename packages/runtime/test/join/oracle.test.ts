import { writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Manifest, Value } from "@pinion/core";
import { collectingSink, handProject, run, scratch, type HandProject } from "../support/engine.js";
import {
  chosen,
  csvLine,
  expectSame,
  featuresOf,
  key,
  normal,
  quoted,
  SECOND,
  time,
  value,
  type ValueType,
} from "../support/features.js";
import { runJoin } from "../support/join.js";
import { oracle, type OracleRow } from "../support/oracle.js";

const RUNS = Number(process.env["PINION_ORACLE_RUNS"] ?? 150);
const SEED = Number(process.env["PINION_SEED"] ?? Math.floor(Math.random() * 2 ** 31));

const WINDOWS = [1n, 60n, 3_600n, 129_600n, 86_400n, 90n * 86_400n, 3_650n * 86_400n].map((s) => s * SECOND);

/** Beyond what a double holds exactly, and in the night that clocks go forward in Berlin. */
const anyTime = fc.oneof(
  { weight: 9, arbitrary: time },
  { weight: 1, arbitrary: fc.constantFrom(253_402_300_799n * SECOND, 253_402_300_799n * SECOND + 999_999n) },
  {
    weight: 1,
    arbitrary: fc.integer({ min: -7200, max: 7200 }).map((s) => (1_585_443_600n + BigInt(s)) * SECOND),
  },
);

/** A row with the time it was written. */
interface WrittenRow extends OracleRow {
  readonly written: bigint;
}

const table = fc.constantFrom<ValueType>("double", "bigint", "string").chain((type) => {
  const row = (own: fc.Arbitrary<string>) =>
    fc
      .record({
        key: own,
        time: anyTime,
        value: value[type] as fc.Arbitrary<Value>,
        pass: fc.option(fc.boolean(), { nil: null }),
        term: fc.constantFrom("x", "y", "ä☃", null),
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
    observations: fc.array(fc.record({ key: fc.option(key, { nil: null }), time: anyTime }), {
      maxLength: 25,
    }),
    bounds: fc.constantFrom("[)" as const, "(]" as const),
    kernel: fc.boolean(),
    created: fc.boolean(),
    delay: fc.constantFrom(0n, 0n, 1n, 86_400n),
    cells: fc.constantFrom(1, 48_000_000),
    choice: fc.nat(),
    zone: fc.constantFrom("UTC", "Europe/Berlin"),
  });
});

describe(`joining random tables (seed ${SEED})`, () => {
  it("gives what filtering and folding all rows gives, and what materialising as of each time gives", async () => {
    await fc.assert(
      fc.asyncProperty(table, async (given) => {
        const { type, bounds, kernel, created, delay, cells, zone } = given;
        // The same rows some times over, a bit later each time: big keys from few choices.
        const rows = Array.from({ length: given.times }, (_, i) =>
          given.rows.map((row) => ({ ...row, time: row.time + BigInt(i), written: row.written + BigInt(i) })),
        ).flat();
        const features = chosen(featuresOf(type, given.windows), given.choice).filter(
          // A digest of many values depends on the order that they were put together in.
          ({ hand }) => hand.op !== "approxPercentile" || rows.length <= 60,
        );
        const folder = scratch();
        const file = join(folder, "rows.csv");
        writeFileSync(file, ["k,t,v,p,g,w", ...rows.map(writtenLine)].join("\n") + "\n");
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
            { name: "g", type: "string", nullable: true },
            { name: "w", type: "timestamp", nullable: true, format: "epoch_micros" },
          ],
          eventTimestamp: "t",
          keys: ["k"],
          features: features.map(({ hand }) => hand),
          windowBounds: bounds,
          timeZone: zone,
          ...(kernel ? { inKernel: ["v", "k", "g"] } : {}),
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

const writtenLine = (row: WrittenRow): string => `${csvLine(row)},${row.written}`;
