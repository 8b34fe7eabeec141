import { build } from "../../typed/index.js";
import { STRING } from "../../types/index.js";
import type { FunctionRecord } from "../record.js";

export const currentTimezoneRecord: FunctionRecord = {
  name: "current_timezone",
  family: "datetime",
  usage: "current_timezone()",
  summary: "The name of the project's time zone, in which texts and fields of timestamps are read.",
  examples: [{ expr: "current_timezone()", text: "America/Los_Angeles" }],
  arity: [0, 0],
  resolve: (call) => build.literal(call.context.timeZone, STRING, call.span),
};
