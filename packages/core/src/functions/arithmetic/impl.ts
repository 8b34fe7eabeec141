import type { Impl, ImplFunction } from "../../typed/index.js";

export const DIVISION_BY_ZERO = "division by zero";
export const DECIMAL_OVERFLOW = "decimal overflow";

type Templates = Pick<Impl, "js" | "duckdb">;

/** An implementation that gives a value for all values. */
export const total = (name: string, run: ImplFunction, templates: Templates = {}): Impl => ({
  name,
  run,
  nulls: "strict",
  ...templates,
});

/** An implementation that gives NULL where it fails. */
export const failing = (name: string, run: ImplFunction, fails: string, templates: Templates = {}): Impl => ({
  name,
  run,
  nulls: "strict",
  fails,
  ...templates,
});

/**
 * A division's implementation with its `quotient` template, which need not mind a divisor of zero: checked
 * here, and left unchecked where the divisor is a constant other than zero.
 */
export function division(nonZero: boolean, name: string, run: ImplFunction, quotient: Templates): Impl {
  if (nonZero) return total(name, run, quotient);
  const { js, duckdb } = quotient;
  return failing(name, run, DIVISION_BY_ZERO, {
    ...(js === undefined ? {} : { js: `$1 === 0 ? null : ${js}` }),
    ...(duckdb === undefined ? {} : { duckdb: `CASE WHEN $1 = 0 THEN NULL ELSE ${duckdb} END` }),
  });
}
