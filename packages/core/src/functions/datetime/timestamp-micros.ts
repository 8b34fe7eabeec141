import * as std from "../../std/datetime/index.js";
import { TIMESTAMP } from "../../types/index.js";
import { overloads } from "../overloads.js";
import { integral } from "../params.js";
import type { FunctionRecord } from "../record.js";
import { plain } from "./impls.js";

export const timestampMicrosRecord: FunctionRecord = {
  name: "timestamp_micros",
  family: "datetime",
  usage: "timestamp_micros(count)",
  summary: "The timestamp so many microseconds after 1970-01-01 00:00:00 UTC.",
  examples: [{ expr: "timestamp_micros(1230219000123123)", text: "2008-12-25 07:30:00.123123" }],
  arity: [1, 1],
  resolve: overloads({
    params: [integral],
    returns: TIMESTAMP,
    impl: plain("timestampOfMicros", std.timestampOfMicros, { js: "$0" }),
  }),
};
