import type { FunctionRecord } from "../record.js";
import { resolveArraySort } from "./array-sort-resolve.js";

export const arraySortRecord: FunctionRecord = {
  name: "array_sort",
  family: "array",
  usage: "array_sort(array[, (a, b) -> number])",
  summary:
    "The elements in ascending order with NULLs last, or in the order that the lambda gives by an INT below, at or above zero.",
  examples: [
    { expr: "array_sort(array('b', 'd', null, 'c', 'a'))", text: '["a","b","c","d",null]' },
    {
      expr: "array_sort(array(5, 6, 1), (left, right) -> case when left < right then -1 when left > right then 1 else 0 end)",
      text: "[1,5,6]",
    },
    {
      expr: "array_sort(array('bc', 'ab', 'dc'), (a, b) -> if(a > b, -1, if(a < b, 1, 0)))",
      text: '["dc","bc","ab"]',
    },
  ],
  differs: "Spark fails if the lambda gives NULL; here the result is NULL.",
  arity: [1, 2],
  resolve: resolveArraySort,
};
