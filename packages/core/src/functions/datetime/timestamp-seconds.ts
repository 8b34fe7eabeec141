import * as std from "../../std/datetime/index.js";
import { isDecimal, isIntegral, TIMESTAMP, type DataType } from "../../types/index.js";
import type { Impl } from "../../typed/index.js";
import { overloads } from "../overloads.js";
import type { FunctionRecord } from "../record.js";
import { plain } from "./impls.js";
import { secondsCount } from "./parameters.js";

function implOf(type: DataType | undefined): Impl {
  if (type === undefined || isIntegral(type)) {
    return plain("timestampOfSeconds", std.timestampOfSeconds, { fails: "timestamp overflow" });
  }
  return isDecimal(type)
    ? plain("timestampOfDecimal", std.timestampOfDecimal, { fails: "not a timestamp" })
    : plain("timestampOfDouble", std.timestampOfDouble, { fails: "not a timestamp" });
}

export const timestampSecondsRecord: FunctionRecord = {
  name: "timestamp_seconds",
  family: "datetime",
  usage: "timestamp_seconds(count)",
  summary:
    "The timestamp so many seconds after 1970-01-01 00:00:00 UTC. What a DOUBLE has beyond microseconds is cut off; a DECIMAL that has more gives NULL.",
  examples: [
    { expr: "timestamp_seconds(1230219000)", text: "2008-12-25 07:30:00" },
    { expr: "timestamp_seconds(1230219000.123)", text: "2008-12-25 07:30:00.123" },
  ],
  arity: [1, 1],
  resolve: overloads({
    params: [secondsCount],
    returns: TIMESTAMP,
    impl: ([type]) => implOf(type),
    statics: (_, [type]) => (type !== undefined && isDecimal(type) ? [type.scale] : []),
  }),
};
