import type { TypedExpr } from "@pinion/core";
import { allFunctions, findFunction, type Argument, type FunctionRecord } from "@pinion/core/functions";
import type { Examples } from "@pinion/core/testing";
import { checkExpression } from "../../../packages/compiler/src/check/index.js";
import { childrenOf } from "../../../packages/compiler/src/parse/children.js";
import type { Expr } from "../../../packages/compiler/src/parse/expr.js";
import { parseExpression } from "../../../packages/compiler/src/parse/index.js";

const SCOPE = { columns: [], timeZone: "America/Los_Angeles", what: "an example" };

/** The calls in the examples of the functions' own records. */
export function examplesOf(): Examples {
  const found = new Map<string, (readonly Argument[])[]>();
  for (const { examples } of allFunctions) {
    for (const { expr } of examples) {
      const parsed = parseExpression(expr);
      if (parsed.kind === "parsed") visit(parsed.expr, found);
    }
  }
  return found;
}

function visit(expr: Expr, found: Map<string, (readonly Argument[])[]>): void {
  const call = callOf(expr);
  if (call !== undefined) {
    const args = call.args.map(argumentOf);
    if (args.every((arg) => arg !== undefined)) {
      found.set(call.record.name, [...(found.get(call.record.name) ?? []), args]);
    }
  }
  for (const child of childrenOf(expr)) visit(child, found);
}

function callOf(expr: Expr): { record: FunctionRecord; args: readonly Expr[] } | undefined {
  const named = (name: string, args: readonly Expr[]) => {
    const record = findFunction(name);
    return record && { record, args };
  };
  if (expr.kind === "call") return named(expr.name, expr.args);
  if (expr.kind === "binary") return named(expr.op, [expr.left, expr.right]);
  return undefined;
}

/** A constant, or a lambda of so many parameters. */
function argumentOf(expr: Expr): Argument | undefined {
  const { span } = expr;
  if (expr.kind === "lambda") {
    const refusal = { kind: "refusal", problems: [] } as const;
    return { kind: "lambda", span, arity: expr.params.length, bind: () => refusal };
  }
  const checked = checkExpression(expr.kind === "alias" ? expr.arg : expr, SCOPE);
  if (checked.kind !== "typed") return undefined;
  const typed: TypedExpr = checked.expr;
  return { kind: "value", expr: typed, type: typed.type, span };
}
