import * as std from "../../std/datetime/index.js";
import { TIMESTAMP } from "../../types/index.js";
import { overloads } from "../overloads.js";
import { integral } from "../params.js";
import type { FunctionRecord } from "../record.js";
import { plain } from "./impls.js";

export const timestampMillisRecord: FunctionRecord = {
  name: "timestamp_millis",
  family: "datetime",
  usage: "timestamp_millis(count)",
  summary: "The timestamp so many milliseconds after 1970-01-01 00:00:00 UTC.",
  examples: [{ expr: "timestamp_millis(1230219000123)", text: "2008-12-25 07:30:00.123" }],
  arity: [1, 1],
  resolve: overloads({
    params: [integral],
    returns: TIMESTAMP,
    impl: plain("timestampOfMillis", std.timestampOfMillis, { fails: "timestamp overflow" }),
  }),
};
