import { BIGINT } from "../types/index.js";
import type { AggregateRecord } from "./record.js";
import { eachOnce, tallied } from "./tally.js";
import { isOrdered, ORDERED } from "./types.js";

export const countDistinct: AggregateRecord = {
  name: "countDistinct",
  summary: "The exact number of different values that are not NULL. Its state holds them all.",
  takes: ORDERED,
  resultType: (argument) => (argument !== undefined && isOrdered(argument) ? BIGINT : undefined),
  algebra({ argument }) {
    if (argument === undefined) throw new Error("countDistinct without an argument");
    return tallied(
      argument,
      (tally) => tally?.size ?? 0,
      false,
      () => {
        let different = 0;
        return eachOnce(
          argument,
          () => void different++,
          () => different,
        );
      },
    );
  },
};
