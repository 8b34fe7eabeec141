import { codes, interpret, type Problem, type Row, type TypedExpr, type Value } from "@pinion/core";
import { expect } from "vitest";
import { checkExpression, parseExpression } from "../../../packages/compiler/src/index.js";
import { optimise } from "../../../packages/compiler/src/optimise/index.js";
import { columnOf, outputFor, valuesOf } from "../../support/columns.js";
import { load } from "../../../packages/compiler/test/emit/support/load.js";
import { expectUntouched } from "./canary.js";
import { COLUMNS, ROWS, SCOPE } from "./expressions.js";

/** The typed tree of a text, or undefined where problems are told, each of them well formed. */
export function typedOf(text: string): TypedExpr | undefined {
  const parsed = parseExpression(text);
  if (parsed.kind === "refused") {
    expectWellFormed(text, parsed.problems);
    return undefined;
  }
  const checked = checkExpression(parsed.expr, SCOPE);
  if (checked.kind === "refused") {
    expectWellFormed(text, checked.problems);
    return undefined;
  }
  if (checked.warnings.length > 0) expectWellFormed(text, checked.warnings);
  for (const { severity } of checked.warnings) expect(severity).toBe("warning");
  return checked.expr;
}

export function expectWellFormed(text: string, problems: readonly Problem[]): void {
  expect(problems.length).toBeGreaterThan(0);
  const within = ({ start, end }: Problem["span"]): boolean =>
    start >= 0 && start <= end && end <= text.length && Number.isInteger(start) && Number.isInteger(end);
  for (const { code, message, span, help, label, suggestion } of problems) {
    expect(Object.hasOwn(codes, code), code).toBe(true);
    expect(message.length, message).toBeLessThan(2_000);
    expect((help ?? "").length + (label ?? "").length).toBeLessThan(4_000);
    expect(within(span), `place of: ${message}`).toBe(true);
    if (suggestion !== undefined) expect(within(suggestion.span), `suggestion of: ${message}`).toBe(true);
  }
}

const positions = new Map(COLUMNS.map(({ name }, i) => [name, i]));
const reader =
  (row: Row) =>
  (name: string): Value =>
    row[positions.get(name) ?? -1] ?? null;

/** The expressions as one program, emitted, loaded and run by rows and columns: what the interpreter says. */
export async function expectRuns(texts: readonly string[], exprs: readonly TypedExpr[]): Promise<void> {
  const outputs = exprs.map((expr, i) => ({
    expr: optimise(expr),
    label: texts[i] ?? "",
    features: [texts[i] ?? ""],
  }));
  const program = { id: "p0", inputs: COLUMNS, outputs, kernel: true };
  const loaded = await load([program]);
  const expected = ROWS.map((row) => exprs.map((expr) => interpret(expr, reader(row))));
  const failures = new Float64Array(loaded.emitted.entries[0]?.failures.length ?? 0);
  for (const [i, row] of ROWS.entries()) {
    const out: Value[] = [];
    loaded.row("p0")(row, out, failures);
    for (const [k, text] of texts.entries()) expect(out[k], `row ${i}: ${text}`).toEqual(expected[i]?.[k]);
  }
  const columns = COLUMNS.map(({ type }, i) =>
    columnOf(
      type,
      ROWS.map((row) => row[i] ?? null),
    ),
  );
  const out = outputs.map(({ expr }) => outputFor(expr.type, ROWS.length));
  loaded.kernel("p0")(ROWS.length, columns, out, failures);
  for (const [k, { expr, label }] of outputs.entries()) {
    const column = out[k];
    if (column === undefined) throw new Error("no output");
    expect(valuesOf(expr.type, column, ROWS.length), `columns: ${label}`).toEqual(
      expected.map((row) => row[k]),
    );
  }
  expectUntouched();
}
