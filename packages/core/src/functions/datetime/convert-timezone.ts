import * as std from "../../std/datetime/index.js";
import { build } from "../../typed/index.js";
import { STRING, TIMESTAMP } from "../../types/index.js";
import { overloads } from "../overloads.js";
import { STRING_PARAM, TIMESTAMP_PARAM } from "../params.js";
import type { FunctionCall, FunctionRecord, Resolution, ValueArgument } from "../record.js";
import { zoned, zoneStatics } from "./impls.js";
import { withZone } from "./zone-argument.js";

const convert = withZone(
  [0, 1],
  overloads({
    params: [STRING_PARAM, STRING_PARAM, TIMESTAMP_PARAM],
    returns: TIMESTAMP,
    impl: zoned("convertTimezone", std.convertTimezone, { fails: "no such time zone" }),
    statics: zoneStatics,
  }),
);

/** With two arguments the timestamp is in the project's time zone. */
function resolve(call: FunctionCall): Resolution {
  if (call.args.length === 3) return convert(call);
  const expr = build.literal(call.context.timeZone, STRING, call.nameSpan);
  const source: ValueArgument = { kind: "value", expr, type: STRING, span: call.nameSpan };
  return convert({ ...call, args: [source, ...call.args] });
}

export const convertTimezoneRecord: FunctionRecord = {
  name: "convert_timezone",
  family: "datetime",
  usage: "convert_timezone([from, ]to, timestamp)",
  summary:
    "What a timestamp shows on the clocks of the project's time zone, taken as a time in zone `from` (the project's, if it is left out) and moved to what the clocks of zone `to` show then. NULL where a column names no time zone.",
  examples: [
    {
      expr: "convert_timezone('Europe/Brussels', 'America/Los_Angeles', timestamp'2021-12-06 00:00:00')",
      text: "2021-12-05 15:00:00",
    },
  ],
  differs:
    "Spark's result is a TIMESTAMP_NTZ, a type that Pinion does not have; it is the TIMESTAMP at which the clocks of the project's time zone show the same.",
  arity: [2, 3],
  resolve,
};
