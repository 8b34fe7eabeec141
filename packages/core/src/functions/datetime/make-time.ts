import * as std from "../../std/datetime/index.js";
import { decimal } from "../../types/index.js";
import { overloads } from "../overloads.js";
import { INT_PARAM, of } from "../params.js";
import type { FunctionRecord } from "../record.js";
import { plain } from "./impls.js";
import { TIME } from "./make-timestamp-resolve.js";

export const makeTimeRecord: FunctionRecord = {
  name: "make_time",
  family: "datetime",
  usage: "make_time(hour, minute, second)",
  summary: "A time of day, for `make_timestamp`. NULL where there is no such time.",
  examples: [
    { expr: "make_timestamp(DATE'2021-07-11', make_time(6, 30, 45.678))", text: "2021-07-11 06:30:45.678" },
  ],
  differs: "There is no TIME type: the time of day is the interval since midnight.",
  arity: [3, 3],
  resolve: overloads({
    params: [INT_PARAM, INT_PARAM, of(decimal(16, 6))],
    returns: TIME,
    impl: plain("makeTime", std.makeTime, { fails: "no such time" }),
  }),
};
