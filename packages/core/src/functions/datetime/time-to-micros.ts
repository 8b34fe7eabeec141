import * as std from "../../std/datetime/index.js";
import { BIGINT } from "../../types/index.js";
import { overloads } from "../overloads.js";
import type { FunctionRecord } from "../record.js";
import { plain } from "./impls.js";
import { exactTime } from "./parameters.js";

export const timeToMicrosRecord: FunctionRecord = {
  name: "time_to_micros",
  family: "datetime",
  usage: "time_to_micros(time)",
  summary: "The microseconds from midnight to a time of day.",
  examples: [{ expr: "time_to_micros(TIME'14:30:00.123456')", text: "52200123456" }],
  arity: [1, 1],
  resolve: overloads({
    params: [exactTime],
    returns: BIGINT,
    impl: plain("microsOfTime", std.microsOfTime),
  }),
};
