import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkBatch, TABLES } from "./support/batch.js";
import { openFiles, type Files } from "./support/files.js";

/*
 * A case is a drawn table, its rows, its format and the features over it, in one engine: materialised as of drawn cutoffs, or
 * joined to drawn observations; each table is two cases. Forty tables share a project, which is compiled once, and eight of
 * them a job or a join. `PINION_ORACLE_CASES` cases; `PINION_ORACLE_BATCH` a single project again, by the seed that a mismatch
 * prints; `PINION_ORACLE_SECONDS` ends early.
 */
const CASES = Number(process.env["PINION_ORACLE_CASES"] ?? 2000);
const SEED = Number(process.env["PINION_SEED"] ?? Math.floor(Math.random() * 2 ** 31));
const ONLY = process.env["PINION_ORACLE_BATCH"];
const SECONDS = Number(process.env["PINION_ORACLE_SECONDS"] ?? Infinity);
/** How many mismatches are gathered before the test gives up. */
const MISTAKES = CASES > 2000 ? 20 : 1;

let files: Files;
beforeAll(async () => {
  files = await openFiles();
});
afterAll(() => files.close());

describe(`random tables (seed ${SEED})`, () => {
  it("are materialised and joined as filtering and folding all rows says", async () => {
    const batches = ONLY === undefined ? Math.ceil(CASES / 2 / TABLES) : 1;
    const mistakes: string[] = [];
    const started = performance.now();
    let values = 0;
    let batch = 0;
    while (batch < batches && mistakes.length < MISTAKES && performance.now() - started < SECONDS * 1000) {
      const seed = ONLY === undefined ? (SEED + batch * 1_000_003) % 2 ** 31 : Number(ONLY);
      try {
        values += (await checkBatch(seed, files)).values;
      } catch (error) {
        mistakes.push(`batch ${seed}: ${error instanceof Error ? (error.stack ?? "") : String(error)}`);
      }
      batch++;
      if (batch % 10 === 0 && CASES > 2000)
        console.log(`${batch * TABLES} tables, ${values} values, mistakes: ${mistakes.join("\n\n")}`);
    }
    console.log(
      `${batch * TABLES} tables, each materialised and joined: ${batch * TABLES * 2} cases, ${values} values compared, PINION_SEED=${SEED}`,
    );
    expect(mistakes.join("\n\n")).toBe("");
  }, 36_000_000);
});
