import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkBatch, TABLES } from "./support/batch.js";
import { openFiles, type Files } from "./support/files.js";

/*
 * A case is a drawn table: its rows, its format, the features over it, and the cutoffs and observations that it is looked at
 * from. Tables share a project, which is compiled once for twenty of them, and run through jobs and joins five at a time.
 * `PINION_ORACLE_CASES` of them, `PINION_ORACLE_BATCH` a single project by its seed.
 */
const CASES = Number(process.env["PINION_ORACLE_CASES"] ?? 2000);
const SEED = Number(process.env["PINION_SEED"] ?? Math.floor(Math.random() * 2 ** 31));
const ONLY = process.env["PINION_ORACLE_BATCH"];
/** How many mismatches are gathered before the test gives up. */
const MISTAKES = CASES > 2000 || CASES === 300 ? 20 : 1;

let files: Files;
beforeAll(async () => {
  files = await openFiles();
});
afterAll(() => files.close());

describe(`random tables (seed ${SEED})`, () => {
  it("are materialised and joined as filtering and folding all rows says", async () => {
    const batches = ONLY === undefined ? Math.ceil(CASES / TABLES) : 1;
    const mistakes: string[] = [];
    let values = 0;
    for (let batch = 0; batch < batches && mistakes.length < MISTAKES; batch++) {
      const seed = ONLY === undefined ? (SEED + batch * 1_000_003) % 2 ** 31 : Number(ONLY);
      try {
        values += (await checkBatch(seed, files)).values;
      } catch (error) {
        mistakes.push(`batch ${seed}: ${error instanceof Error ? (error.stack ?? "") : String(error)}`);
      }
      if (batch % 100 === 99) console.log(`${(batch + 1) * TABLES} tables, ${mistakes.length} mistakes`);
    }
    console.log(`${batches * TABLES} tables, ${values} values compared, seed ${SEED}`);
    expect(mistakes.join("\n\n")).toBe("");
  }, 36_000_000);
});
