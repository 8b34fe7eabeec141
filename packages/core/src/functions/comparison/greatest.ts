import type { FunctionRecord } from "../record.js";
import { extreme } from "./extreme.js";

export const greatest: FunctionRecord = {
  name: "greatest",
  family: "comparison",
  usage: "greatest(a, b[, …])",
  summary: "The greatest of the values, NULLs passed over; NULL if all are NULL. NaN is greatest of all.",
  examples: [
    { expr: "greatest(10, 9, 2, 4, 3)", text: "10" },
    { expr: "greatest(1, NULL, 2.5)", text: "2.5" },
    { expr: "greatest(double('NaN'), 1)", text: "NaN" },
  ],
  arity: [2, Infinity],
  resolve: extreme("greatest"),
};
