import { createDeck } from "@pinion/core/testing";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { drawProgram, valuesIn } from "./support/case.js";
import { check, describeMismatch, type Tools } from "./support/check.js";
import { openEngine } from "./support/duckdb.js";
import { createLoader } from "./support/emitted.js";
import { examplesOf } from "./support/examples.js";
import { minimise } from "./support/minimise.js";

/** Expressions, each evaluated on ROWS rows with NULLs and as many without. */
const RUNS = Number(process.env["PINION_PARITY_RUNS"] ?? 5_000);
const SEED = Number(process.env["PINION_SEED"] ?? Math.floor(Math.random() * 2 ** 31));
const ROWS = 8;
/** Expressions that share columns and rows, and programs that are emitted together. */
const EXPRESSIONS = 60;
const PROGRAMS = 8;
/** How many mismatches are told of. */
const SHOWN = 5;
/** Of fewer expressions not every function need be one. */
const ENOUGH = 5_000;

let tools: Tools;

beforeAll(async () => {
  tools = { loader: await createLoader(), engine: await openEngine() };
});

afterAll(() => {
  tools.loader.close();
  tools.engine.close();
});

describe(`random expressions (seed ${SEED})`, () => {
  it("mean one thing, interpreted, folded, optimised, by rows, by columns and in DuckDB", async () => {
    const examples = examplesOf();
    const decks = {
      any: createDeck(examples),
      sql: createDeck(examples, 0.97),
      values: valuesIn(examples),
    };
    let exprs = 0;
    let inSql = 0;
    const functionsInSql = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.integer(), async (seed) => {
        const programs = Array.from({ length: PROGRAMS }, (_, i) =>
          drawProgram(seed + i, decks, EXPRESSIONS, ROWS),
        );
        const checked = await check(programs, tools);
        exprs += checked.exprs;
        inSql += checked.inSql;
        for (const name of checked.functionsInSql) functionsInSql.add(name);
        const told: string[] = [];
        for (const mismatch of checked.mismatches.slice(0, SHOWN)) {
          told.push(describeMismatch(await minimise(mismatch, tools)));
        }
        if (told.length > 0) throw new Error(`${checked.mismatches.length} mismatches\n${told.join("\n")}`);
      }),
      // What is drawn follows from all that was drawn before: there is nothing to shrink.
      { numRuns: Math.ceil(RUNS / (PROGRAMS * EXPRESSIONS)), seed: SEED, endOnFailure: true },
    );
    const never = [...decks.any.counts()].filter(([, count]) => count === 0).map(([name]) => name);
    const report = [
      `${exprs} expressions on ${2 * ROWS} rows each, ${inSql} of them in SQL too, of ${functionsInSql.size} functions (seed ${SEED})`,
      `functions that were never drawn: ${never.length === 0 ? "none" : never.join(", ")}`,
    ];
    process.stdout.write(`${report.join("\n")}\n`);
    // Otherwise SQL was not tested.
    expect(inSql / exprs).toBeGreaterThan(0.1);
    expect(functionsInSql.size).toBeGreaterThan(30);
    if (RUNS >= ENOUGH) expect(never).toEqual([]);
  }, 3_600_000);
});
