import { DOUBLE } from "../types/index.js";
import { numbersTo } from "./numbers.js";
import { exactQuantile } from "./quantiles.js";
import type { AggregateRecord } from "./record.js";
import { NUMBERS } from "./types.js";

export const percentile: AggregateRecord = {
  name: "percentile",
  summary: "The value at the share `p` of all in order, interpolated; exact. Its state holds all values.",
  takes: NUMBERS,
  resultType: numbersTo(DOUBLE),
  algebra: ({ argument = DOUBLE, parameters }) => exactQuantile(argument, parameters.percentage ?? 0.5),
};
