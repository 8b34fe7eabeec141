import * as std from "../../std/datetime/index.js";
import { TIMESTAMP } from "../../types/index.js";
import { overloads } from "../overloads.js";
import { STRING_PARAM, TIMESTAMP_PARAM } from "../params.js";
import type { FunctionRecord } from "../record.js";
import { zoned, zoneStatics } from "./impls.js";

export const dateTruncRecord: FunctionRecord = {
  name: "date_trunc",
  family: "datetime",
  usage: "date_trunc(unit, timestamp)",
  summary:
    "The beginning of the `YEAR` (`YYYY`, `YY`), `QUARTER`, `MONTH` (`MM`, `MON`), `WEEK`, `DAY` (`DD`), `HOUR`, `MINUTE`, `SECOND`, `MILLISECOND` or `MICROSECOND` that a timestamp is in, on the clocks of the project's time zone; weeks begin on Monday. NULL of any other unit.",
  examples: [
    { expr: "date_trunc('YEAR', '2015-03-05T09:32:05.359')", text: "2015-01-01 00:00:00" },
    { expr: "date_trunc('HOUR', '2015-03-05T09:32:05.359')", text: "2015-03-05 09:00:00" },
  ],
  arity: [2, 2],
  resolve: overloads({
    params: [STRING_PARAM, TIMESTAMP_PARAM],
    returns: TIMESTAMP,
    impl: zoned("truncateTimestamp", std.truncateTimestamp, { fails: "no unit of a timestamp" }),
    statics: zoneStatics,
  }),
};
