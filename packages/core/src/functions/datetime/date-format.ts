import { STRING, TIMESTAMP } from "../../types/index.js";
import { coerce } from "../cast/cast.js";
import { valueArguments, wrongType } from "../overloads.js";
import { STRING_PARAM, TIMESTAMP_PARAM } from "../params.js";
import type { FunctionCall, FunctionRecord, Resolution } from "../record.js";
import { byPattern, WRITE_TIMESTAMP } from "./patterns.js";

function resolve(call: FunctionCall): Resolution {
  const args = valueArguments(call);
  if ("kind" in args) return args;
  const [value, pattern] = args;
  if (value === undefined || pattern === undefined)
    throw new Error("date_format takes a value and a pattern");
  if (TIMESTAMP_PARAM.convert(value.type) === undefined) return wrongType(call, 0, "timestamp", value.type);
  if (STRING_PARAM.convert(pattern.type) === undefined) return wrongType(call, 1, "string", pattern.type);
  return byPattern(
    call,
    WRITE_TIMESTAMP,
    coerce(value.expr, TIMESTAMP, call.context),
    coerce(pattern.expr, STRING, call.context),
  );
}

export const dateFormatRecord: FunctionRecord = {
  name: "date_format",
  family: "datetime",
  usage: "date_format(timestamp, pattern)",
  summary:
    "The text of a timestamp on the clocks of the project's time zone by a datetime pattern, names in English. The letters are `G y M L d D Q q E F a h H k K m s S V v z O X x Z`, texts stand in quotes.",
  examples: [
    { expr: "date_format('2016-04-08', 'y')", text: "2016" },
    {
      expr: "date_format(timestamp'2020-07-04 13:05:09', 'EEEE, d MMM yyyy h:mm a')",
      text: "Saturday, 4 Jul 2020 1:05 PM",
    },
  ],
  arity: [2, 2],
  resolve,
};
