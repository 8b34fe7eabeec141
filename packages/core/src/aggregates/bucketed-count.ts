import { arrayOf, BIGINT, DOUBLE } from "../types/index.js";
import { bucketed } from "./buckets.js";
import { count } from "./count.js";
import { numbersTo } from "./numbers.js";
import type { AggregateRecord } from "./record.js";
import { NUMBERS } from "./types.js";

export const bucketedCount: AggregateRecord = {
  name: "bucketedCount",
  summary: "A histogram: for each bucket how many values fall into it.",
  takes: NUMBERS,
  resultType: numbersTo(arrayOf(BIGINT)),
  algebra: ({ argument = DOUBLE, parameters }) =>
    bucketed(
      argument,
      parameters.boundaries ?? [],
      count.algebra({ argument, result: BIGINT, parameters: {} }),
    ),
};
