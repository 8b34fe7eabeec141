import { arrayOf, DOUBLE } from "../types/index.js";
import { bucketed } from "./buckets.js";
import type { AggregateRecord } from "./record.js";
import { sumOf, sumType } from "./sum.js";
import { NUMBERS } from "./types.js";

export const bucketedSum: AggregateRecord = {
  name: "bucketedSum",
  summary: "For each bucket the sum of the values that fall into it, NULL where none does.",
  takes: NUMBERS,
  resultType: (argument) => {
    const element = sumType(argument);
    return element && arrayOf(element);
  },
  algebra: ({ argument = DOUBLE, result, parameters }) =>
    bucketed(
      argument,
      parameters.boundaries ?? [],
      sumOf(argument, result.kind === "array" ? result.element : result),
    ),
};
