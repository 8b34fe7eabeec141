import * as std from "../../std/datetime/index.js";
import { BIGINT } from "../../types/index.js";
import { overloads } from "../overloads.js";
import type { FunctionRecord } from "../record.js";
import { floorMicros, plain } from "./impls.js";
import { exactTimestamp } from "./parameters.js";

export const unixMillisRecord: FunctionRecord = {
  name: "unix_millis",
  family: "datetime",
  usage: "unix_millis(timestamp)",
  summary: "The whole milliseconds from 1970-01-01 00:00:00 UTC to a timestamp, rounded down.",
  examples: [{ expr: "unix_millis(TIMESTAMP('1970-01-01 00:00:01Z'))", text: "1000" }],
  arity: [1, 1],
  resolve: overloads({
    params: [exactTimestamp],
    returns: BIGINT,
    impl: plain("unixMillis", std.unixMillis, { duckdb: floorMicros(1000) }),
  }),
};
