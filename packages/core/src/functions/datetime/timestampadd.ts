import * as std from "../../std/datetime/index.js";
import { TIMESTAMP } from "../../types/index.js";
import { BIGINT_PARAM, TIMESTAMP_PARAM } from "../params.js";
import type { FunctionRecord } from "../record.js";
import { CALENDAR_UNITS, unitResolve } from "./unit-call.js";

export const timestampaddRecord: FunctionRecord = {
  name: "timestampadd",
  family: "datetime",
  usage: "timestampadd(unit, count, timestamp)",
  summary:
    "The timestamp so many units later; the unit is a bare word, such as MONTH. Hours and shorter units pass; days and longer ones move on the clocks of the project's time zone, and a day beyond the end of a month is cut down to it. The units are MICROSECOND, MILLISECOND, SECOND, MINUTE, HOUR, DAY (DAYOFYEAR), WEEK, MONTH, QUARTER and YEAR. NULL where the result is no timestamp.",
  examples: [
    { expr: "timestampadd(HOUR, 8, timestamp'2022-02-11 20:30:00')", text: "2022-02-12 04:30:00" },
    { expr: "timestampadd(HOUR, 24, timestamp'2022-03-12 20:30:00')", text: "2022-03-13 21:30:00" },
    { expr: "timestampadd(DAY, 1, timestamp'2022-03-12 20:30:00')", text: "2022-03-13 20:30:00" },
    { expr: "timestampadd(MONTH, 1, timestamp'2022-01-31 00:00:00')", text: "2022-02-28 00:00:00" },
  ],
  arity: [3, 3],
  resolve: unitResolve({
    impl: {
      name: "addUnits",
      run: std.addUnits,
      nulls: "strict",
      fails: "timestamp overflow",
      prepare: { name: "unitInZone", run: std.unitInZone },
    },
    units: CALENDAR_UNITS,
    params: [BIGINT_PARAM, TIMESTAMP_PARAM],
    returns: TIMESTAMP,
    unitAt: 0,
    zoned: true,
  }),
};
