import * as std from "../../std/datetime/index.js";
import { DOUBLE } from "../../types/index.js";
import { overloads } from "../overloads.js";
import { BOOLEAN_PARAM, TIMESTAMP_PARAM } from "../params.js";
import type { FunctionRecord } from "../record.js";
import { zoned, zoneStatics } from "./impls.js";

export const monthsBetweenRecord: FunctionRecord = {
  name: "months_between",
  family: "datetime",
  usage: "months_between(end, start[, rounded])",
  summary:
    "The months from `start` to `end`: a whole number where both fall on one day of the month or both on a month's last day, otherwise with a fraction of months of 31 days. Rounded to eight digits unless `rounded` is false.",
  examples: [
    { expr: "months_between('1997-02-28 10:30:00', '1996-10-30')", text: "3.94959677" },
    { expr: "months_between('1997-02-28 10:30:00', '1996-10-30', false)", text: "3.9495967741935485" },
  ],
  arity: [2, 3],
  resolve: overloads(
    {
      params: [TIMESTAMP_PARAM, TIMESTAMP_PARAM],
      returns: DOUBLE,
      impl: zoned("monthsBetween", std.monthsBetween),
      statics: zoneStatics,
    },
    {
      params: [TIMESTAMP_PARAM, TIMESTAMP_PARAM, BOOLEAN_PARAM],
      returns: DOUBLE,
      impl: zoned("monthsBetween", std.monthsBetween),
      statics: zoneStatics,
    },
  ),
};
