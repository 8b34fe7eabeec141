import type { Impl, ImplFunction } from "../../typed/index.js";
import { DOUBLE } from "../../types/index.js";
import { overloads } from "../overloads.js";
import { DOUBLE_PARAM } from "../params.js";
import type { FunctionRecord } from "../record.js";

interface Parts extends Pick<FunctionRecord, "name" | "aliases" | "usage" | "summary" | "examples"> {
  /** The export of std, and what it is called there. */
  readonly std: readonly [name: string, run: ImplFunction];
  readonly js?: string;
  readonly duckdb?: string;
  readonly fails?: string;
  /** How many numbers it takes. */
  readonly count?: number;
}

/** The record of a function from numbers to a DOUBLE. */
export function doubleFunction(parts: Parts): FunctionRecord {
  const { std, js, duckdb, fails, count = 1, ...rest } = parts;
  const impl: Impl = {
    name: std[0],
    run: std[1],
    nulls: "strict",
    ...(js === undefined ? {} : { js }),
    ...(duckdb === undefined ? {} : { duckdb }),
    ...(fails === undefined ? {} : { fails }),
  };
  return {
    ...rest,
    family: "math",
    arity: [count, count],
    resolve: overloads({ params: Array.from({ length: count }, () => DOUBLE_PARAM), returns: DOUBLE, impl }),
  };
}
