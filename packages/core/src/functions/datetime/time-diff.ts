import * as std from "../../std/datetime/index.js";
import { BIGINT } from "../../types/index.js";
import type { FunctionRecord } from "../record.js";
import { plain } from "./impls.js";
import { timeUnitResolve } from "./time-unit.js";

export const timeDiffRecord: FunctionRecord = {
  name: "time_diff",
  family: "datetime",
  usage: "time_diff(unit, start, end)",
  summary:
    "How many whole units lie between two times of day, negative where `end` comes first. The units are the texts HOUR, MINUTE, SECOND, MILLISECOND and MICROSECOND.",
  examples: [
    { expr: "time_diff('HOUR', TIME'20:30:29', TIME'21:30:28')", text: "0" },
    { expr: "time_diff('MINUTE', TIME'20:30:29', TIME'12:00:00')", text: "-510" },
  ],
  arity: [3, 3],
  resolve: timeUnitResolve({
    constant: plain("wholeUnitsBetween", std.wholeUnitsBetween),
    byRow: plain("timeDifference", std.timeDifference, { fails: "no such unit" }),
    returns: () => BIGINT,
  }),
};
