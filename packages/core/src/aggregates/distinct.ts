import { arrayOf } from "../types/index.js";
import { compareValues, type Value } from "../values/index.js";
import type { AggregateRecord } from "./record.js";
import { eachOnce, tallied } from "./tally.js";
import { isOrdered, ORDERED } from "./types.js";

export const distinct: AggregateRecord = {
  name: "distinct",
  summary: "The values that are not NULL, each once, in ascending order.",
  takes: ORDERED,
  resultType: (argument) => (argument !== undefined && isOrdered(argument) ? arrayOf(argument) : undefined),
  algebra({ argument }) {
    if (argument === undefined) throw new Error("distinct without an argument");
    const compare = compareValues(argument);
    return tallied(
      argument,
      (tally) =>
        tally === undefined || tally.size === 0
          ? null
          : [...tally.values()].map(({ value }) => value).toSorted(compare),
      false,
      () => {
        const values: Value[] = [];
        return eachOnce(
          argument,
          (value) => void values.push(value),
          () => (values.length === 0 ? null : values),
        );
      },
    );
  },
};
