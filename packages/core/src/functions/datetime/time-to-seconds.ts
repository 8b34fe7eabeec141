import * as std from "../../std/datetime/index.js";
import { decimal } from "../../types/index.js";
import { overloads } from "../overloads.js";
import type { FunctionRecord } from "../record.js";
import { plain } from "./impls.js";
import { exactTime } from "./parameters.js";

export const timeToSecondsRecord: FunctionRecord = {
  name: "time_to_seconds",
  family: "datetime",
  usage: "time_to_seconds(time)",
  summary: "The seconds from midnight to a time of day, with their fraction.",
  examples: [{ expr: "time_to_seconds(TIME'14:30:00.5')", text: "52200.500000" }],
  arity: [1, 1],
  resolve: overloads({
    params: [exactTime],
    returns: decimal(14, 6),
    impl: plain("secondsOfTime", std.secondsOfTime),
  }),
};
