import { build, type TypedExpr } from "../../src/typed/index.js";
import { interpret } from "../../src/typed/interpret.js";
import type { DataType } from "../../src/types/index.js";
import type { Value } from "../../src/values/index.js";
import { findFunction } from "../../src/functions/registry.js";
import { refused, type Argument, type Resolution } from "../../src/functions/record.js";

/** What tests of function records share: calls without a parser. */

const span = { start: 0, end: 0 };

export const literal = (value: Value, type: DataType): TypedExpr => build.literal(value, type, span);

export const column = (name: string, type: DataType, nullable = true): TypedExpr => ({
  kind: "column",
  name,
  type,
  nullable,
  span,
});

export function resolve(name: string, ...exprs: readonly TypedExpr[]): Resolution {
  const record = findFunction(name);
  if (record === undefined) throw new Error(`no function ${name}`);
  const args = exprs.map((expr): Argument => ({ kind: "value", expr, type: expr.type, span }));
  return record.resolve({ name, span, nameSpan: span, args, context: { timeZone: "America/Los_Angeles" } });
}

/** The tree of a call that must not be refused. */
export function tree(name: string, ...exprs: readonly TypedExpr[]): TypedExpr {
  const resolution = resolve(name, ...exprs);
  if (refused(resolution)) throw new Error(resolution.problems.map((problem) => problem.message).join("; "));
  return resolution;
}

export function refusalOf(name: string, ...exprs: readonly TypedExpr[]): string {
  const resolution = resolve(name, ...exprs);
  if (!refused(resolution)) throw new Error(`${name} is not refused`);
  return resolution.problems.map((problem) => `${problem.code}: ${problem.message}`).join("\n");
}

export const valueOf = (expr: TypedExpr, row: Readonly<Record<string, Value>> = {}): Value =>
  interpret(expr, (name) => (Object.hasOwn(row, name) ? (row[name] ?? null) : null));
