import { unreachable } from "../diagnostics/error.js";
import type { Value } from "../values/index.js";
import type { ImplFunction } from "./impl.js";
import type { TypedCall, TypedExpr, TypedLambda } from "./typed-expr.js";

/** Reads a column by its name; NULL is `null`. */
export type ReadColumn = (name: string) => Value;

/**
 * The meaning of a typed expression, as plainly as it can be said: the oracle that every emitted
 * evaluator and every SQL text is tested against, and what constant folding runs.
 */
export function interpret(expr: TypedExpr, column: ReadColumn): Value {
  return evaluate(expr, column, new Map());
}

type Variables = ReadonlyMap<number, Value>;

function evaluate(expr: TypedExpr, column: ReadColumn, variables: Variables): Value {
  switch (expr.kind) {
    case "literal":
      return expr.value;
    case "column":
      return column(expr.name);
    case "variable":
      return variables.get(expr.id) ?? null;
    case "isNull":
      return evaluate(expr.arg, column, variables) === null;
    case "coalesce":
      for (const arg of expr.args) {
        const value = evaluate(arg, column, variables);
        if (value !== null) return value;
      }
      return null;
    case "if":
      return evaluate(expr.condition, column, variables) === true
        ? evaluate(expr.then, column, variables)
        : evaluate(expr.else, column, variables);
    case "and": {
      const left = evaluate(expr.left, column, variables);
      if (left === false) return false;
      const right = evaluate(expr.right, column, variables);
      if (right === false) return false;
      return left === null || right === null ? null : true;
    }
    case "or": {
      const left = evaluate(expr.left, column, variables);
      if (left === true) return true;
      const right = evaluate(expr.right, column, variables);
      if (right === true) return true;
      return left === null || right === null ? null : false;
    }
    case "in": {
      const value = evaluate(expr.arg, column, variables);
      if (value === null) return null;
      const found = expr.values.some((candidate) => sameAtom(candidate, value));
      return found ? true : expr.hasNull ? null : false;
    }
    case "call":
      return evaluateCall(expr, column, variables);
    default:
      return unreachable(expr);
  }
}

function evaluateCall(expr: TypedCall, column: ReadColumn, variables: Variables): Value {
  const { impl } = expr;
  const args: unknown[] = [];
  for (const arg of expr.args) {
    if (arg.kind === "lambda") {
      args.push(bindLambda(arg, column, variables));
      continue;
    }
    const value = evaluate(arg, column, variables);
    if (value === null && impl.nulls === "strict") return null;
    args.push(value);
  }
  const run = impl.run as unknown as (...all: readonly unknown[]) => Value;
  return run(...leading(expr), ...args);
}

const prepared = new WeakMap<TypedCall, readonly unknown[]>();

/** What stands in front of the arguments: the prepared value, or the statics. */
function leading(expr: TypedCall): readonly unknown[] {
  const { prepare } = expr.impl;
  if (prepare === undefined) return expr.statics;
  let values = prepared.get(expr);
  if (values === undefined) {
    values = [(prepare.run as unknown as (...statics: readonly unknown[]) => unknown)(...expr.statics)];
    prepared.set(expr, values);
  }
  return values;
}

function bindLambda(lambda: TypedLambda, column: ReadColumn, variables: Variables): ImplFunction {
  return (...values: readonly Value[]) => {
    const inner = new Map(variables);
    lambda.params.forEach((param, i) => inner.set(param.id, values[i] ?? null));
    return evaluate(lambda.body, column, inner);
  };
}

/** Equality as `in` has it: constants are atoms; NaN equals NaN and -0.0 equals 0.0. */
function sameAtom(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (typeof a === "number" && typeof b === "number") return a !== a && b !== b;
  if (a instanceof Uint8Array && b instanceof Uint8Array) {
    return a.length === b.length && a.every((byte, i) => byte === b[i]);
  }
  return false;
}
