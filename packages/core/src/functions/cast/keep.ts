import { keepValue } from "../../std/cast/index.js";
import { always, step, type CastStep } from "./step.js";

/** A cast between types that hold their values in the same way; `duckdb` is that type's name in DuckDB. */
export const keep = (duckdb?: string): CastStep =>
  step(
    always("keepValue", keepValue, {
      js: "$0",
      ...(duckdb === undefined ? {} : { duckdb: `CAST($0 AS ${duckdb})` }),
    }),
  );
