import * as std from "../../std/datetime/index.js";
import { DOUBLE } from "../../types/index.js";
import { TIMESTAMP_PARAM } from "../params.js";
import type { FunctionRecord } from "../record.js";
import { unitResolve } from "./unit-call.js";

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
    impl: { name: "timeDuration", run: std.timeDuration, nulls: "strict" },
    units: std.DURATION_UNITS,
    params: [TIMESTAMP_PARAM, TIMESTAMP_PARAM],
    returns: DOUBLE,
    unitAt: 2,
    zoned: false,
  }),
};
