import { DOUBLE } from "../types/index.js";
import { decayed } from "./decay.js";
import { numbersTo, toDouble } from "./numbers.js";
import type { AggregateRecord } from "./record.js";
import { NUMBERS } from "./types.js";

export const decayedSum: AggregateRecord = {
  name: "decayedSum",
  summary: "The sum of the values, each counting half for every half-life of its age.",
  takes: NUMBERS,
  resultType: numbersTo(DOUBLE),
  algebra: ({ argument, parameters: { halfLifeMicros = 1 } }) =>
    decayed(argument, halfLifeMicros, toDouble(argument), {
      finish: (_, sum, left) => sum * left,
      empty: null,
    }),
};
