import type { FunctionRecord } from "../record.js";
import { comparison } from "./compare.js";

export const greater: FunctionRecord = {
  name: ">",
  family: "comparison",
  usage: "a > b",
  summary: "Whether the first value comes after the second, in the order of `<`; NULL if either is NULL.",
  examples: [
    { expr: "2 > 1", text: "true" },
    { expr: "double('NaN') > double('Infinity')", text: "true" },
  ],
  arity: [2, 2],
  resolve: comparison(">"),
};
