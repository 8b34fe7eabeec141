import { build } from "../../typed/index.js";
import { BIGINT, STRING, TIMESTAMP } from "../../types/index.js";
import * as std from "../../std/datetime/index.js";
import { coerce } from "../cast/cast.js";
import { valueArguments, wrongType } from "../overloads.js";
import { refuse, type FunctionCall, type Resolution } from "../record.js";
import { floorMicros, plain } from "./impls.js";
import { exactString } from "./parameters.js";
import { byPattern, READ_UNIX_SECONDS } from "./patterns.js";

const DEFAULT_PATTERN = "yyyy-MM-dd HH:mm:ss";
const SECONDS = plain("unixSeconds", std.unixSeconds, { duckdb: floorMicros(1_000_000) });

/** Seconds since the epoch of a timestamp or date as it is, or of a text read by a pattern. */
export function unixTimestampResolve(call: FunctionCall): Resolution {
  const args = valueArguments(call);
  if ("kind" in args) return args;
  const [arg, pattern] = args;
  if (arg === undefined) {
    return refuse(
      "PN2307",
      `\`${call.name}()\` depends on the clock, and a feature must have the same value each time`,
      call.span,
      {
        label: "gives another answer each time",
        help: "take the time from a column, such as the event timestamp",
      },
    );
  }
  if (pattern !== undefined && exactString.convert(pattern.type) === undefined) {
    return wrongType(call, 1, "string", pattern.type);
  }
  switch (arg.type.kind) {
    case "date":
    case "timestamp": {
      const value = coerce(arg.expr, TIMESTAMP, call.context);
      return build.call({
        name: call.name.toLowerCase(),
        impl: SECONDS,
        type: BIGINT,
        args: [value],
        span: call.span,
      });
    }
    case "string":
    case "void": {
      const format = pattern?.expr ?? build.literal(DEFAULT_PATTERN, STRING, call.span);
      const text = coerce(arg.expr, STRING, call.context);
      return byPattern(call, READ_UNIX_SECONDS, text, coerce(format, STRING, call.context));
    }
    default:
      return wrongType(call, 0, "string, date or timestamp", arg.type);
  }
}
