import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** An expression with what Spark says of it. */
export interface Line {
  readonly expr: string;
  readonly error?: "parse" | "analysis";
  readonly class?: string;
}

const root = join(import.meta.dirname, "../../../../..");
const shared = process.env["PINION_SHARED"] ?? join(root, "../shared");
const file = join(shared, "corpus/spark_expressions.jsonl");

/** Spark's own expressions; none where the corpus is not at hand. */
export const corpus: readonly Line[] = existsSync(file)
  ? readFileSync(file, "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Line)
  : [];
