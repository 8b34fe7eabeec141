import * as std from "../../std/datetime/index.js";
import { INT } from "../../types/index.js";
import { lowBits } from "../arithmetic/wrapped.js";
import { overloads } from "../overloads.js";
import { DATE_PARAM } from "../params.js";
import type { FunctionRecord } from "../record.js";
import { plain } from "./impls.js";

export const dateDiffRecord: FunctionRecord = {
  name: "date_diff",
  aliases: ["datediff"],
  family: "datetime",
  usage: "date_diff(end, start)",
  summary:
    "The days from `start` to `end`, negative where `end` comes first. `DATEDIFF(unit, start, end)` counts other units, as `timestampdiff` does.",
  examples: [
    { expr: "date_diff('2009-07-31', '2009-07-30')", text: "1" },
    { expr: "datediff('2009-07-30', '2009-07-31')", text: "-1" },
  ],
  arity: [2, 2],
  resolve: overloads({
    params: [DATE_PARAM, DATE_PARAM],
    returns: INT,
    impl: plain("daysBetween", std.daysBetween, { js: "($0 - $1) | 0", duckdb: lowBits("int", "$0 - $1") }),
  }),
};
