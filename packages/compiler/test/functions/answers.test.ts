import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { evaluateText } from "../../src/eval/index.js";

/**
 * What Spark 4.1 says with ANSI mode off in time zone America/Los_Angeles, one expression a line. `fails`:
 * Spark ends the query at run time, Pinion yields NULL. `refused`: Spark refuses it before any row.
 */
type Answer = { readonly expr: string } & (
  | { readonly type: string; readonly text: string }
  | { readonly type: string; readonly fails: true }
  | { readonly refused: true }
);

const folder = new URL("./answers/", import.meta.url);
const timeZone = "America/Los_Angeles";

describe.each(readdirSync(folder))("%s", (file) => {
  const lines = readFileSync(new URL(file, folder), "utf8").split("\n");
  const answers = lines.filter((line) => line !== "").map((line) => JSON.parse(line) as Answer);

  test.each(answers)("$expr", (answer) => {
    const given = evaluateText({ expr: answer.expr, timeZone });
    if ("refused" in answer) {
      expect(given).toHaveProperty("error");
      return;
    }
    const text = "fails" in answer ? "NULL" : answer.text;
    expect(given).toMatchObject({ type: answer.type, text });
  });
});
