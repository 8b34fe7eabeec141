import * as std from "../../std/datetime/index.js";
import { INT } from "../../types/index.js";
import { overloads } from "../overloads.js";
import type { FunctionRecord } from "../record.js";
import { plain } from "./impls.js";
import { exactDate } from "./parameters.js";

export const unixDateRecord: FunctionRecord = {
  name: "unix_date",
  family: "datetime",
  usage: "unix_date(date)",
  summary: "The days from 1970-01-01 to a date.",
  examples: [{ expr: "unix_date(DATE('1970-01-02'))", text: "1" }],
  arity: [1, 1],
  resolve: overloads({
    params: [exactDate],
    returns: INT,
    impl: plain("unixDaysOfDate", std.unixDaysOfDate, {
      js: "$0",
      duckdb: "CAST($0 - DATE '1970-01-01' AS INTEGER)",
    }),
  }),
};
