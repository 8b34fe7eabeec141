import { DOUBLE } from "../types/index.js";
import { momentsOf } from "./moments.js";
import { numbersTo } from "./numbers.js";
import type { AggregateRecord } from "./record.js";
import { NUMBERS } from "./types.js";

export const skewness: AggregateRecord = {
  name: "skewness",
  summary: "The population skewness, sqrt(n) m3 / m2^1.5; NULL where all values are the same.",
  takes: NUMBERS,
  resultType: numbersTo(DOUBLE),
  // Divided one by one, since a power of a small or large moment may leave the range of doubles.
  algebra: ({ argument = DOUBLE }) =>
    momentsOf(argument, 4, ({ n, m2, m3 }) => (m2 === 0 ? null : Math.sqrt(n) * (m3 / m2 / Math.sqrt(m2)))),
};
