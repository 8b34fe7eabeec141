import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { evaluateText } from "../../packages/compiler/src/eval/index.js";

/*
 * Expressions with what Spark itself answers. The file is not part of the project: where it is absent
 * there is nothing to compare.
 */

const root = join(import.meta.dirname, "..", "..");
const shared = process.env["PINION_SHARED"] ?? join(root, "..", "shared");
const file = join(shared, "corpus", "spark_expressions.jsonl");
const timeZone = "America/Los_Angeles";

interface Line {
  readonly expr: string;
  readonly category: string;
  readonly type?: string;
  readonly text?: string;
  /** Set where Spark refuses the expression before it reads a row. */
  readonly error?: string;
}

const lines: readonly Line[] = existsSync(file)
  ? readFileSync(file, "utf8")
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line) as Line)
  : [];

function isRight(line: Line): boolean {
  const answer = evaluateText({ expr: line.expr, timeZone });
  if (line.error !== undefined) return answer.error !== undefined;
  return answer.error === undefined && answer.type === line.type && answer.text === line.text;
}

describe.skipIf(lines.length === 0)(`answers of Spark's`, () => {
  const wrong = lines.filter((line) => !isRight(line)).map((line) => line.expr);

  test("at least 97 % are given too", () => {
    expect(lines.length).toBeGreaterThan(0);
    expect(1 - wrong.length / lines.length).toBeGreaterThanOrEqual(0.97);
  });

  test("the others are listed among the differences", () => {
    const listed = readFileSync(join(root, "docs", "differences.md"), "utf8");
    expect(wrong.filter((expr) => !listed.includes(`\`${expr}\``))).toEqual([]);
  });
});
