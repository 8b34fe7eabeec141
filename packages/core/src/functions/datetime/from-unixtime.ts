import { build } from "../../typed/index.js";
import { BIGINT, STRING } from "../../types/index.js";
import { coerce } from "../cast/cast.js";
import { valueArguments, wrongType } from "../overloads.js";
import { BIGINT_PARAM, STRING_PARAM } from "../params.js";
import type { FunctionCall, FunctionRecord, Resolution } from "../record.js";
import { byPattern, WRITE_UNIX_SECONDS } from "./patterns.js";

const DEFAULT_PATTERN = "yyyy-MM-dd HH:mm:ss";

function resolve(call: FunctionCall): Resolution {
  const args = valueArguments(call);
  if ("kind" in args) return args;
  const [seconds, pattern] = args;
  if (seconds === undefined) throw new Error("from_unixtime takes seconds");
  if (BIGINT_PARAM.convert(seconds.type) === undefined) return wrongType(call, 0, "bigint", seconds.type);
  if (pattern !== undefined && STRING_PARAM.convert(pattern.type) === undefined) {
    return wrongType(call, 1, "string", pattern.type);
  }
  const format = pattern?.expr ?? build.literal(DEFAULT_PATTERN, STRING, call.span);
  return byPattern(
    call,
    WRITE_UNIX_SECONDS,
    coerce(seconds.expr, BIGINT, call.context),
    coerce(format, STRING, call.context),
  );
}

export const fromUnixtimeRecord: FunctionRecord = {
  name: "from_unixtime",
  family: "datetime",
  usage: "from_unixtime(seconds[, pattern])",
  summary:
    "The text of the timestamp so many seconds after 1970-01-01 00:00:00 UTC on the clocks of the project's time zone, by a datetime pattern, `yyyy-MM-dd HH:mm:ss` where none is given.",
  examples: [
    { expr: "from_unixtime(0)", text: "1969-12-31 16:00:00" },
    { expr: "from_unixtime(0, 'yyyy-MM-dd HH:mm')", text: "1969-12-31 16:00" },
  ],
  arity: [1, 2],
  resolve,
};
