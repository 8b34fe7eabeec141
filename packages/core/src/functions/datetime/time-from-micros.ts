import * as std from "../../std/datetime/index.js";
import { TIME } from "../../types/index.js";
import { overloads } from "../overloads.js";
import { integral } from "../params.js";
import type { FunctionRecord } from "../record.js";
import { plain } from "./impls.js";

export const timeFromMicrosRecord: FunctionRecord = {
  name: "time_from_micros",
  family: "datetime",
  usage: "time_from_micros(count)",
  summary: "The time of day so many microseconds after midnight, NULL where that is another day.",
  examples: [
    { expr: "time_from_micros(52200123456)", text: "14:30:00.123456" },
    { expr: "time_from_micros(86400000000)", text: "NULL" },
  ],
  arity: [1, 1],
  resolve: overloads({
    params: [integral],
    returns: TIME,
    impl: plain("timeOfMicros", std.timeOfMicros, { fails: "no such time" }),
  }),
};
