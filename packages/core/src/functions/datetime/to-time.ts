import { STRING, TIME } from "../../types/index.js";
import { castTo, coerce } from "../cast/cast.js";
import { valueArguments, wrongType } from "../overloads.js";
import type { FunctionCall, FunctionRecord, Resolution } from "../record.js";
import { build } from "../../typed/index.js";
import { exactString } from "./parameters.js";
import { byPattern, READ_TIME } from "./patterns.js";

export const toTimeRecord: FunctionRecord = {
  name: "to_time",
  aliases: ["try_to_time"],
  family: "datetime",
  usage: "to_time(text[, pattern])",
  summary:
    "The time of day that a text says, read by a datetime pattern, or without one as CAST reads it. NULL where the text does not fit.",
  examples: [
    { expr: "to_time('00:12:00')", text: "00:12:00" },
    { expr: "to_time('12.10.05', 'HH.mm.ss')", text: "12:10:05" },
    { expr: "to_time('1:30 PM', 'h:mm a')", text: "13:30:00" },
    { expr: "try_to_time('noon')", text: "NULL" },
  ],
  arity: [1, 2],
  resolve,
};

function resolve(call: FunctionCall): Resolution {
  const args = valueArguments(call);
  if ("kind" in args) return args;
  const wrong = args.find(({ type }) => exactString.convert(type) === undefined);
  if (wrong !== undefined) return wrongType(call, args.indexOf(wrong), "string", wrong.type);
  const [value, pattern] = args.map(({ expr }) => coerce(expr, STRING, call.context));
  if (value === undefined) throw new Error("to_time takes a text");
  if (pattern !== undefined) return byPattern({ ...call, context: IN_UTC }, READ_TIME, value, pattern);
  return castTo(value, TIME, call.context, { span: call.span }) ?? build.nullOf(TIME, call.span);
}

/** A time of day is what the clocks show: it is read where they show what is written. */
const IN_UTC = { timeZone: "UTC" };
