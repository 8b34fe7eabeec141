import { DATE } from "../../types/index.js";
import type { FunctionRecord } from "../record.js";
import { READ_DATE } from "./patterns.js";
import { readResolve } from "./read.js";

export const toDateRecord: FunctionRecord = {
  name: "to_date",
  aliases: ["try_to_date"],
  family: "datetime",
  usage: "to_date(text[, pattern])",
  summary:
    "The date that a text says, read by a datetime pattern, or without one as CAST reads it. NULL where the text does not fit. A timestamp gives the date it falls on in the project's time zone.",
  examples: [
    { expr: "to_date('2009-07-30 04:17:52')", text: "2009-07-30" },
    { expr: "to_date('31/12/2016', 'dd/MM/yyyy')", text: "2016-12-31" },
    { expr: "to_date('2016-12-32', 'yyyy-MM-dd')", text: "NULL" },
    { expr: "try_to_date('foo', 'yyyy-MM-dd')", text: "NULL" },
  ],
  arity: [1, 2],
  resolve: readResolve(DATE, READ_DATE),
};
