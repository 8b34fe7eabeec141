import * as std from "../../std/datetime/index.js";
import { BIGINT } from "../../types/index.js";
import { overloads } from "../overloads.js";
import type { FunctionRecord } from "../record.js";
import { plain } from "./impls.js";
import { exactTime } from "./parameters.js";

export const timeToMillisRecord: FunctionRecord = {
  name: "time_to_millis",
  family: "datetime",
  usage: "time_to_millis(time)",
  summary: "The whole milliseconds from midnight to a time of day.",
  examples: [{ expr: "time_to_millis(TIME'14:30:00.1234')", text: "52200123" }],
  arity: [1, 1],
  resolve: overloads({
    params: [exactTime],
    returns: BIGINT,
    impl: plain("millisOfTime", std.millisOfTime),
  }),
};
