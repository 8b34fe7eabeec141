import * as std from "../../std/datetime/index.js";
import { TIME } from "../../types/index.js";
import { overloads } from "../overloads.js";
import { integral } from "../params.js";
import type { FunctionRecord } from "../record.js";
import { plain } from "./impls.js";

export const timeFromMillisRecord: FunctionRecord = {
  name: "time_from_millis",
  family: "datetime",
  usage: "time_from_millis(count)",
  summary: "The time of day so many milliseconds after midnight, NULL where that is another day.",
  examples: [
    { expr: "time_from_millis(52200500)", text: "14:30:00.5" },
    { expr: "time_from_millis(-1)", text: "NULL" },
  ],
  arity: [1, 1],
  resolve: overloads({
    params: [integral],
    returns: TIME,
    impl: plain("timeOfMillis", std.timeOfMillis, { fails: "no such time" }),
  }),
};
