import type { FunctionRecord } from "../record.js";
import { extreme } from "./extreme.js";

export const least: FunctionRecord = {
  name: "least",
  family: "comparison",
  usage: "least(a, b[, …])",
  summary: "The least of the values, NULLs passed over; NULL if all are NULL.",
  examples: [
    { expr: "least(10, 9, 2, 4, 3)", text: "2" },
    { expr: "least('b', 'a', NULL)", text: "a" },
  ],
  arity: [2, Infinity],
  resolve: extreme("least"),
};
