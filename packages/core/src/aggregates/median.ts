import { DOUBLE } from "../types/index.js";
import { numbersTo } from "./numbers.js";
import { exactQuantile } from "./quantiles.js";
import type { AggregateRecord } from "./record.js";
import { NUMBERS } from "./types.js";

export const median: AggregateRecord = {
  name: "median",
  summary: "The value in the middle, or the mean of the two; exact. Its state holds all values.",
  takes: NUMBERS,
  resultType: numbersTo(DOUBLE),
  algebra: ({ argument = DOUBLE }) => exactQuantile(argument, 0.5),
};
