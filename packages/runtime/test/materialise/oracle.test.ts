import { writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Value } from "@pinion/core";
import { collectingSink, run, scratch } from "../support/engine.js";
import {
  chosen,
  csvLine,
  expectSame,
  featuresOf,
  key,
  SECOND,
  time,
  value,
  type ValueType,
} from "../support/features.js";
import { oracle } from "../support/oracle.js";

const RUNS = Number(process.env["PINION_ORACLE_RUNS"] ?? 60);
const SEED = Number(process.env["PINION_SEED"] ?? Math.floor(Math.random() * 2 ** 31));

const WINDOWS = [1n, 60n, 3_600n, 129_600n, 86_400n, 90n * 86_400n, 3_650n * 86_400n].map((s) => s * SECOND);

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
