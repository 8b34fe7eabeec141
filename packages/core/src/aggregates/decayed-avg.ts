import { DOUBLE } from "../types/index.js";
import { decayed } from "./decay.js";
import { numbersTo, toDouble } from "./numbers.js";
import type { AggregateRecord } from "./record.js";
import { NUMBERS } from "./types.js";

export const decayedAvg: AggregateRecord = {
  name: "decayedAvg",
  summary: "The mean of the values, each weighing half for every half-life of its age.",
  takes: NUMBERS,
  resultType: numbersTo(DOUBLE),
  algebra: ({ argument, parameters: { halfLifeMicros = 1 } }) =>
    decayed(argument, halfLifeMicros, toDouble(argument), {
      finish: (weight, sum) => sum / weight,
      empty: null,
    }),
};
