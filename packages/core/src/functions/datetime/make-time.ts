import * as std from "../../std/datetime/index.js";
import { decimal, TIME } from "../../types/index.js";
import { overloads } from "../overloads.js";
import { INT_PARAM, of } from "../params.js";
import type { FunctionRecord } from "../record.js";
import { plain } from "./impls.js";

export const makeTimeRecord: FunctionRecord = {
  name: "make_time",
  family: "datetime",
  usage: "make_time(hour, minute, second)",
  summary:
    "The time of day of an hour, a minute and a second, which may have a fraction. NULL where there is none.",
  examples: [
    { expr: "make_time(6, 30, 45.887)", text: "06:30:45.887" },
    { expr: "make_timestamp(DATE'2021-07-11', make_time(6, 30, 45.678))", text: "2021-07-11 06:30:45.678" },
    { expr: "make_time(24, 0, 0)", text: "NULL" },
  ],
  arity: [3, 3],
  resolve: overloads({
    params: [INT_PARAM, INT_PARAM, of(decimal(16, 6))],
    returns: TIME,
    impl: plain("makeTime", std.makeTime, { fails: "no such time" }),
  }),
};
