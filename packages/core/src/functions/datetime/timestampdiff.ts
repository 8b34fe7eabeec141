import * as std from "../../std/datetime/index.js";
import { BIGINT } from "../../types/index.js";
import { TIMESTAMP_PARAM } from "../params.js";
import type { FunctionRecord } from "../record.js";
import { CALENDAR_UNITS, unitResolve } from "./unit-call.js";

export const timestampdiffRecord: FunctionRecord = {
  name: "timestampdiff",
  family: "datetime",
  usage: "timestampdiff(unit, start, end)",
  summary:
    "How many whole units lie between two timestamps on the clocks of the project's time zone, negative where `end` comes first; the unit is a bare word, such as MONTH. The units are those of `timestampadd`.",
  examples: [
    {
      expr: "timestampdiff(HOUR, timestamp'2022-02-11 20:30:00', timestamp'2022-02-12 04:30:00')",
      text: "8",
    },
    { expr: "timestampdiff(MONTH, timestamp'2022-01-01', timestamp'2022-02-28')", text: "1" },
  ],
  arity: [3, 3],
  resolve: unitResolve({
    impl: {
      name: "unitsBetween",
      run: std.unitsBetween,
      nulls: "strict",
      prepare: { name: "unitInZone", run: std.unitInZone },
    },
    units: CALENDAR_UNITS,
    params: [TIMESTAMP_PARAM, TIMESTAMP_PARAM],
    returns: BIGINT,
    unitAt: 0,
    zoned: true,
  }),
};
