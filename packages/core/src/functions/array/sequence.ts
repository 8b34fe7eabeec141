import type { FunctionRecord } from "../record.js";
import { resolveSequence } from "./sequence-resolve.js";

export const sequenceRecord: FunctionRecord = {
  name: "sequence",
  family: "array",
  usage: "sequence(start, stop[, step])",
  summary:
    "The integers from `start` to `stop`, both counted, in steps of `step` (1 or -1, if it is left out), or the dates or timestamps in steps of an interval (one day, if it is left out).",
  examples: [
    { expr: "sequence(1, 5)", text: "[1,2,3,4,5]" },
    { expr: "sequence(5, 1)", text: "[5,4,3,2,1]" },
    { expr: "sequence(1, 10, 3)", text: "[1,4,7,10]" },
    {
      expr: "sequence(date'2018-01-01', date'2018-03-01', interval 1 month)",
      text: "[2018-01-01,2018-02-01,2018-03-01]",
    },
  ],
  differs:
    "Spark fails for a step that does not lead to `stop`; here the result is NULL. A result of more than 1,048,576 elements is NULL.",
  arity: [2, 3],
  resolve: resolveSequence,
};
