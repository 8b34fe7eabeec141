import * as std from "../../std/datetime/index.js";
import type { Impl } from "../../typed/index.js";
import { isDecimal, isIntegral, TIME, type DataType } from "../../types/index.js";
import { overloads } from "../overloads.js";
import type { FunctionRecord } from "../record.js";
import { plain } from "./impls.js";
import { secondsCount } from "./parameters.js";

const fails = "no such time";

function implOf(type: DataType | undefined): Impl {
  if (type === undefined || isIntegral(type)) return plain("timeOfSeconds", std.timeOfSeconds, { fails });
  return isDecimal(type)
    ? plain("timeOfDecimal", std.timeOfDecimal, { fails })
    : plain("timeOfDouble", std.timeOfDouble, { fails });
}

export const timeFromSecondsRecord: FunctionRecord = {
  name: "time_from_seconds",
  family: "datetime",
  usage: "time_from_seconds(count)",
  summary:
    "The time of day so many seconds after midnight, NULL where that is another day. What a DOUBLE has beyond microseconds is cut off; a DECIMAL that has more gives NULL.",
  examples: [
    { expr: "time_from_seconds(52200)", text: "14:30:00" },
    { expr: "time_from_seconds(52200.5)", text: "14:30:00.5" },
    { expr: "time_from_seconds(86400)", text: "NULL" },
  ],
  arity: [1, 1],
  resolve: overloads({
    params: [secondsCount],
    returns: TIME,
    impl: ([type]) => implOf(type),
    statics: (_, [type]) => (type !== undefined && isDecimal(type) ? [type.scale] : []),
  }),
};
