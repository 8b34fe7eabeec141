import { keepValue } from "../../std/cast/index.js";
import { always, step, type CastStep } from "./step.js";

/**
 * A cast between types that hold their values in the same way; `duckdb` is that type's name in DuckDB where it holds
 * them in another.
 */
export const keep = (duckdb?: string): CastStep =>
  step(
    always("keepValue", keepValue, {
      js: "$0",
      duckdb: duckdb === undefined ? "$0" : `CAST($0 AS ${duckdb})`,
    }),
  );
