import { arrayOf } from "../types/index.js";
import type { AggregateRecord } from "./record.js";
import { ranked, rankedPass, tallied } from "./tally.js";
import { isOrdered, ORDERED } from "./types.js";

export const topK: AggregateRecord = {
  name: "topK",
  summary: "The `n` values that come most often, the most frequent first; of equally many, the least first.",
  takes: ORDERED,
  resultType: (argument) => (argument !== undefined && isOrdered(argument) ? arrayOf(argument) : undefined),
  algebra({ argument, parameters }) {
    if (argument === undefined) throw new Error("topK without an argument");
    const n = parameters.n ?? 1;
    return tallied(
      argument,
      (tally) => (tally === undefined || tally.size === 0 ? null : ranked(tally, argument).slice(0, n)),
      true,
      () => rankedPass(argument, n, (values) => (values.length === 0 ? null : values)),
    );
  },
};
