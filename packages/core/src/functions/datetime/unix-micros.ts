import * as std from "../../std/datetime/index.js";
import { BIGINT } from "../../types/index.js";
import { overloads } from "../overloads.js";
import type { FunctionRecord } from "../record.js";
import { plain } from "./impls.js";
import { exactTimestamp } from "./parameters.js";

export const unixMicrosRecord: FunctionRecord = {
  name: "unix_micros",
  family: "datetime",
  usage: "unix_micros(timestamp)",
  summary: "The microseconds from 1970-01-01 00:00:00 UTC to a timestamp.",
  examples: [{ expr: "unix_micros(TIMESTAMP('1970-01-01 00:00:01Z'))", text: "1000000" }],
  arity: [1, 1],
  resolve: overloads({
    params: [exactTimestamp],
    returns: BIGINT,
    impl: plain("unixMicros", std.unixMicros, { js: "$0", duckdb: "epoch_us($0)" }),
  }),
};
