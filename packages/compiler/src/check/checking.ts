import type { Problem, TypedExpr, TypedVariable } from "@pinion/core";
import type { ResolveContext } from "@pinion/core/functions";
import type { Expr } from "../parse/expr.js";
import type { Scope, ScopeColumn } from "./scope.js";

/**
 * What every check is given. A check that finds a mistake reports it and yields undefined; whoever gets
 * undefined says no more, so that one mistake makes one message.
 */
export interface Checking {
  readonly scope: Scope;
  /** Columns by their name in lower case: more than one where they differ by case alone. */
  readonly columns: ReadonlyMap<string, readonly ScopeColumn[]>;
  /** Parameters of the lambdas around, by their name in lower case. */
  readonly variables: ReadonlyMap<string, TypedVariable>;
  readonly functions: ResolveContext;
  /** Checks a part in the same surroundings. */
  readonly check: (expr: Expr) => Checked;
  readonly report: (problem: Problem) => undefined;
  /** A number that no other variable of the expression has. */
  readonly freshId: () => number;
  /** The same with other variables, and with problems handed elsewhere. */
  readonly inside: (
    variables: ReadonlyMap<string, TypedVariable>,
    report: (problem: Problem) => undefined,
  ) => Checking;
}

/** Undefined: there is a mistake, and it has been reported. */
export type Checked = TypedExpr | undefined;

/** All parts checked, each for its own mistakes; undefined where any of them has one. */
export function checkAll(c: Checking, exprs: readonly Expr[]): readonly TypedExpr[] | undefined {
  const typed = exprs.map((expr) => c.check(expr));
  return typed.every((part) => part !== undefined) ? typed : undefined;
}

/** A name as it has to be written to be read as this one name. */
export const quoteName = (name: string): string =>
  /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) ? name : `\`${name.replaceAll("`", "``")}\``;

/** A name between backticks, for messages. */
export const shown = (name: string): string => `\`${name}\``;
