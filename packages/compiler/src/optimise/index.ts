import type { TypedExpr } from "@pinion/core";
import { simplifyBooleans } from "./booleans.js";
import { simplifyCasts } from "./casts.js";
import { foldConstants } from "./fold.js";
import { simplifyNulls } from "./nulls.js";
import { narrowIntegers } from "./ranges.js";

/** The passes, each of which keeps the value of every expression for every row. */
export const passes = [
  simplifyCasts,
  foldConstants,
  simplifyNulls,
  simplifyBooleans,
  narrowIntegers,
] as const;

/** How often all passes are gone through at the most: each may open the way for the others. */
const ROUNDS = 3;

/** The same expression, with less work. What is common to several is shared when they are emitted. */
export function optimise(expr: TypedExpr): TypedExpr {
  let optimised = known.get(expr);
  if (optimised === undefined) {
    optimised = optimiseAnew(expr);
    known.set(expr, optimised);
  }
  return optimised;
}

/** What was optimised once, for compilers that keep their expressions. */
const known = new WeakMap<TypedExpr, TypedExpr>();

function optimiseAnew(expr: TypedExpr): TypedExpr {
  let current = expr;
  for (let round = 0; round < ROUNDS; round++) {
    const next = passes.reduce((before, pass) => pass(before), current);
    if (next === current) return next;
    current = next;
  }
  return current;
}
