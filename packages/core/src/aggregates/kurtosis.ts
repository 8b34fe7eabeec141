import { DOUBLE } from "../types/index.js";
import { momentsOf } from "./moments.js";
import { numbersTo } from "./numbers.js";
import type { AggregateRecord } from "./record.js";
import { NUMBERS } from "./types.js";

export const kurtosis: AggregateRecord = {
  name: "kurtosis",
  summary: "The population excess kurtosis, n m4 / m2^2 - 3; NULL where all values are the same.",
  takes: NUMBERS,
  resultType: numbersTo(DOUBLE),
  algebra: ({ argument = DOUBLE }) =>
    momentsOf(argument, 4, ({ n, m2, m4 }) => (m2 === 0 ? null : n * (m4 / m2 / m2) - 3)),
};
