import type { TypedExpr } from "@pinion/core";
import { checkExpression, type Scope } from "../../../src/check/index.js";
import type { ProgramSpec } from "../../../src/emit/program.js";
import { parseExpression } from "../../../src/parse/index.js";
import { scopeOf, type Columns } from "../../check/support.js";

function typed(text: string, scope: Scope): TypedExpr {
  const parsed = parseExpression(text);
  if (parsed.kind !== "parsed") throw new Error(`${text}: ${JSON.stringify(parsed.problems)}`);
  const checked = checkExpression(parsed.expr, scope);
  if (checked.kind !== "typed") throw new Error(`${text}: ${JSON.stringify(checked.problems)}`);
  return checked.expr;
}

/** A program of expressions over columns; the features are called after them. */
export function programOf(columns: Columns, texts: readonly string[], id = "p0"): ProgramSpec {
  const scope = scopeOf(columns);
  return {
    id,
    inputs: scope.columns.map(({ name, type, nullable }) => ({ name, type, nullable })),
    outputs: texts.map((text) => ({ expr: typed(text, scope), label: text, features: [text] })),
    kernel: true,
  };
}
