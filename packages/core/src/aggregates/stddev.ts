import { DOUBLE } from "../types/index.js";
import { momentsOf } from "./moments.js";
import { numbersTo } from "./numbers.js";
import type { AggregateRecord } from "./record.js";
import { NUMBERS } from "./types.js";

export const stddev: AggregateRecord = {
  name: "stddev",
  summary: "The sample standard deviation, the root of the sample variance; NULL of fewer than two values.",
  takes: NUMBERS,
  resultType: numbersTo(DOUBLE),
  algebra: ({ argument = DOUBLE }) =>
    momentsOf(argument, 2, ({ n, m2 }) => (n < 2 ? null : Math.sqrt(m2 / (n - 1)))),
};
