import * as std from "../../std/datetime/index.js";
import { DOUBLE } from "../../types/index.js";
import { TIMESTAMP_PARAM } from "../params.js";
import type { FunctionRecord } from "../record.js";
import { unitResolve } from "./unit-call.js";

const HALF = "BETWEEN -4611686018427387904 AND 4611686018427387903";
const HUGE = "CAST(epoch_us($1) AS HUGEINT) - epoch_us($0)";
/**
 * Microseconds from `$0` to `$1` as a DOUBLE. DuckDB throws where a BIGINT does not hold them, and casts a negative
 * HUGEINT in two steps that each round.
 */
const ELAPSED =
  `CASE WHEN epoch_us($0) ${HALF} AND epoch_us($1) ${HALF} THEN CAST(epoch_us($1) - epoch_us($0) AS DOUBLE) ` +
  `WHEN $1 < $0 THEN -CAST(-(${HUGE}) AS DOUBLE) ELSE CAST(${HUGE} AS DOUBLE) END`;

export const timeDurationRecord: FunctionRecord = {
  name: "time_duration",
  family: "datetime",
  usage: "time_duration(start, end, unit)",
  summary:
    "The time that passes from `start` to `end` in a unit, with its fraction, negative where `end` comes first. The unit is a constant text: 'microseconds', 'milliseconds', 'seconds', 'minutes', 'hours', 'days' of 24 hours or 'weeks'. A text that is no timestamp gives NULL.",
  examples: [
    { expr: "time_duration('2020-04-01 07:21:51', '2020-04-01 07:33:21', 'minutes')", text: "11.5" },
    { expr: "time_duration('2020-04-02', '2020-04-01', 'hours')", text: "-24.0" },
  ],
  differs: "A function of the reference system's, which Spark does not have.",
  arity: [3, 3],
  resolve: unitResolve({
    impl: (unit) => ({
      name: "timeDuration",
      run: std.timeDuration,
      nulls: "strict",
      duckdb: `${ELAPSED} / ${std.DURATIONS.get(unit) ?? 1}`,
    }),
    units: [...std.DURATIONS.keys()],
    params: [TIMESTAMP_PARAM, TIMESTAMP_PARAM],
    returns: DOUBLE,
    unitAt: 2,
    zoned: false,
  }),
};
