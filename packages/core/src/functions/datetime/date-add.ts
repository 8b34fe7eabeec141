import type { FunctionRecord } from "../record.js";
import { daysResolve, PLUS_DAYS } from "./days-argument.js";

export const dateAddRecord: FunctionRecord = {
  name: "date_add",
  aliases: ["dateadd"],
  family: "datetime",
  usage: "date_add(date, days)",
  summary:
    "The date so many days later. `DATEADD(unit, count, timestamp)` adds other units, as `timestampadd` does.",
  examples: [
    { expr: "date_add('2016-07-30', 1)", text: "2016-07-31" },
    { expr: "dateadd(MONTH, 1, date'2020-01-31')", text: "2020-02-29 00:00:00" },
  ],
  arity: [2, 2],
  resolve: daysResolve(PLUS_DAYS),
};
