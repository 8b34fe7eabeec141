import { DOUBLE } from "../types/index.js";
import { decayed } from "./decay.js";
import type { AggregateRecord } from "./record.js";

export const decayedCount: AggregateRecord = {
  name: "decayedCount",
  summary:
    "The number of rows, or of values that are not NULL, each counting half for every half-life of its age.",
  takes: "anything, or nothing",
  resultType: () => DOUBLE,
  algebra: ({ argument, parameters: { halfLifeMicros = 1 } }) =>
    decayed(argument, halfLifeMicros, () => 1, { finish: (weight, _, left) => weight * left, empty: 0 }),
};
