import * as std from "../../std/datetime/index.js";
import { DATE } from "../../types/index.js";
import { overloads } from "../overloads.js";
import { INT_PARAM } from "../params.js";
import type { FunctionRecord } from "../record.js";
import { plain } from "./impls.js";

export const dateFromUnixDateRecord: FunctionRecord = {
  name: "date_from_unix_date",
  family: "datetime",
  usage: "date_from_unix_date(days)",
  summary: "The date so many days after 1970-01-01.",
  examples: [{ expr: "date_from_unix_date(1)", text: "1970-01-02" }],
  arity: [1, 1],
  resolve: overloads({
    params: [INT_PARAM],
    returns: DATE,
    impl: plain("dateOfUnixDays", std.dateOfUnixDays, { js: "$0" }),
  }),
};
