import { interpret, showValue, valueToJson } from "@pinion/core";
import { checkExpression } from "../../../packages/compiler/src/check/index.js";
import { emit } from "../../../packages/compiler/src/emit/emit.js";
import { optimise } from "../../../packages/compiler/src/optimise/index.js";
import { parseExpression } from "../../../packages/compiler/src/parse/index.js";
import { COLUMNS, ROWS, SCOPE } from "./expressions.js";
import { SHAPES } from "./shapes.js";

/*
 * Run in a process of its own that has little memory: each shape in each size, from text to emitted code and
 * a value. Prints what became of each; a crash or an endless run is seen from outside.
 */

const sizes = process.argv.slice(2).map(Number);

function outcome(text: string): string {
  const parsed = parseExpression(text);
  if (parsed.kind === "refused") return parsed.problems.map(({ code }) => code).join(" ");
  const checked = checkExpression(parsed.expr, SCOPE);
  if (checked.kind === "refused") return checked.problems.map(({ code }) => code).join(" ");
  const expr = optimise(checked.expr);
  emit([{ id: "p0", inputs: COLUMNS, outputs: [{ expr, label: text, features: ["f"] }], kernel: true }]);
  for (const row of ROWS) {
    const value = interpret(expr, (name) => row[COLUMNS.findIndex((column) => column.name === name)] ?? null);
    valueToJson(value, expr.type, SCOPE.timeZone);
    showValue(value, expr.type, SCOPE.timeZone);
  }
  return "compiles";
}

for (const size of sizes) {
  for (const [name, make] of Object.entries(SHAPES)) {
    const text = make(size);
    process.stdout.write(`${JSON.stringify({ name, size, length: text.length })}\n`);
    const start = process.cpuUsage();
    const became = outcome(text);
    const { user } = process.cpuUsage(start);
    process.stdout.write(`${JSON.stringify({ name, size, became, ms: Math.round(user / 1000) })}\n`);
  }
}
