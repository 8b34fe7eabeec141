import type { FunctionRecord } from "../record.js";
import { resolveElementAt } from "./element-at-resolve.js";

export const tryElementAtRecord: FunctionRecord = {
  name: "try_element_at",
  family: "array",
  usage: "try_element_at(array, position)",
  summary:
    "The element at a position counted from 1, or from the end for a negative one, or the value of a key in a map; NULL if there is none.",
  examples: [
    { expr: "try_element_at(array(1, 2, 3), 2)", text: "2" },
    { expr: "try_element_at(array(1, 2, 3), -1)", text: "3" },
    { expr: "try_element_at(map(1, 'a', 2, 'b'), 2)", text: "b" },
    { expr: "try_element_at(array(1, 2, 3), 5)", text: "NULL" },
  ],
  differs: "Spark fails for position 0; a constant 0 is refused here, and otherwise the result is NULL.",
  arity: [2, 2],
  resolve: resolveElementAt,
};
