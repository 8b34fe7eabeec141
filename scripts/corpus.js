// How many of Spark's recorded answers Pinion gives too, over the built packages (`npm run build` first):
//
//     node scripts/corpus.js [--category NAME] [--verbose] [--quiet] [FILE]
//
// FILE holds a line of JSON for each expression: `expr`, `category`, and `type` with `text` as Spark's
// command line prints the value, or `error` where Spark refuses the expression before any row. Without
// FILE, `corpus/spark_expressions.jsonl` under $PINION_SHARED, else under ../shared.
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { evaluateText } from "../packages/compiler/dist/eval/index.js";

const TIME_ZONE = "America/Los_Angeles";
const root = dirname(dirname(fileURLToPath(import.meta.url)));

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    category: { type: "string" },
    verbose: { type: "boolean", default: false },
    quiet: { type: "boolean", default: false },
  },
});
const shared = process.env["PINION_SHARED"] ?? join(root, "..", "shared");
const file = positionals[0] ?? join(shared, "corpus", "spark_expressions.jsonl");
if (!existsSync(file)) {
  console.error(`there is no ${file}`);
  process.exit(2);
}

const lines = readFileSync(file, "utf8")
  .split("\n")
  .filter((line) => line.trim() !== "")
  .map((line) => JSON.parse(line))
  .filter((line) => options.category === undefined || line.category === options.category);

const tallies = new Map();
for (const line of lines) {
  const expected = line.error === undefined ? `${line.type} ${line.text}` : "(refused)";
  const { kind, got } = answer(line.expr);
  const right = line.error === undefined ? got === expected : kind === "refused";
  const tally = tallies.get(line.category) ?? { right: 0, wrong: 0 };
  tallies.set(line.category, tally);
  tally[right ? "right" : "wrong"]++;
  if (!right && !options.quiet) {
    console.log(`[${line.category}] ${line.expr}\n    expected ${expected}\n    got      ${got}`);
  } else if (options.verbose) console.log(`[${line.category}] ${line.expr}\n    ok       ${got}`);
}

let right = 0;
for (const [category, tally] of [...tallies].sort(([a], [b]) => (a < b ? -1 : 1))) {
  right += tally.right;
  console.log(
    `${category.padEnd(22)} ${String(tally.right).padStart(5)} right ${String(tally.wrong).padStart(5)} wrong`,
  );
}
const share = lines.length === 0 ? 0 : (100 * right) / lines.length;
console.log(
  `${"all".padEnd(22)} ${String(right).padStart(5)} right ${String(lines.length - right).padStart(5)} wrong  ${share.toFixed(2)} %`,
);

function answer(expr) {
  try {
    const given = evaluateText({ expr, timeZone: TIME_ZONE });
    if (given.error === undefined) return { kind: "value", got: `${given.type} ${given.text}` };
    return { kind: "refused", got: `${given.error.code}: ${given.error.message}` };
  } catch (error) {
    return {
      kind: "crashed",
      got: `CRASH ${error instanceof Error ? error.stack?.split("\n").slice(0, 3).join(" ") : error}`,
    };
  }
}
