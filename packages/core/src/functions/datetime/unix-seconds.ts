import * as std from "../../std/datetime/index.js";
import { BIGINT } from "../../types/index.js";
import { overloads } from "../overloads.js";
import type { FunctionRecord } from "../record.js";
import { floorMicros, plain } from "./impls.js";
import { exactTimestamp } from "./parameters.js";

export const unixSecondsRecord: FunctionRecord = {
  name: "unix_seconds",
  family: "datetime",
  usage: "unix_seconds(timestamp)",
  summary: "The whole seconds from 1970-01-01 00:00:00 UTC to a timestamp, rounded down.",
  examples: [{ expr: "unix_seconds(TIMESTAMP('1970-01-01 00:00:01Z'))", text: "1" }],
  arity: [1, 1],
  resolve: overloads({
    params: [exactTimestamp],
    returns: BIGINT,
    impl: plain("unixSeconds", std.unixSeconds, { duckdb: floorMicros(1_000_000) }),
  }),
};
