import type { AggregateRecord } from "./record.js";
import { ranked, rankedPass, tallied } from "./tally.js";
import { isOrdered, ORDERED } from "./types.js";

export const mode: AggregateRecord = {
  name: "mode",
  summary: "The value that comes most often; of equally many, the least.",
  takes: ORDERED,
  resultType: (argument) => (argument !== undefined && isOrdered(argument) ? argument : undefined),
  algebra({ argument }) {
    if (argument === undefined) throw new Error("mode without an argument");
    return tallied(
      argument,
      (tally) => (tally === undefined ? null : (ranked(tally, argument)[0] ?? null)),
      true,
      () => rankedPass(argument, 1, ([value = null]) => value),
    );
  },
};
