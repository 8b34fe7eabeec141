import type { Value } from "../values/index.js";

/** What stands fixed in compiled code beside the row's values: JSON alone, so that it can be emitted. */
export type Static =
  null | boolean | number | string | readonly Static[] | { readonly [key: string]: Static };

/**
 * One implementation: what a resolved call does with the values of its arguments. The function library
 * has one for each combination of types that differs in meaning (`addInt`, `addBigint`, `addDouble`).
 */
export interface Impl {
  /** The export of `@pinion/core/std` that emitted code calls. */
  readonly name: string;
  /** That same export, for folding and for the interpreter. */
  readonly run: ImplFunction;
  /**
   * `strict`: a NULL argument makes the result NULL and `run` is never called with one.
   * `aware`: `run` sees NULLs and decides.
   */
  readonly nulls: "strict" | "aware";
  /**
   * Whether the result can be NULL although no argument is. For a strict implementation this is the
   * reason that the job's report counts such NULLs under ("division by zero"); `true` where a NULL is a
   * proper answer and not a sign of bad data (a key that a map does not hold).
   */
  readonly fails?: string | true;
  /**
   * The same as a JavaScript expression over `$0`, `$1`, …, for a strict implementation only: emitted in
   * place of the call. Each `$n` may stand more than once and never is NULL.
   */
  readonly js?: string;
  /**
   * The same in DuckDB's SQL over `$0`, `$1`, …, only where it is identical for every value, NULLs,
   * NaN, extremes and all. Absent: DuckDB cannot do it.
   */
  readonly duckdb?: string;
  /**
   * Run once when the evaluators load, over the statics; its result is the first argument of `run`.
   * Without it the statics themselves stand in front of the arguments.
   */
  readonly prepare?: { readonly name: string; readonly run: (...statics: never[]) => unknown };
}

/** Statics or prepared first, then values, and functions for lambdas. */
export type ImplFunction = (...args: never[]) => Value;
