import type { FunctionRecord } from "../record.js";
import { rounding } from "./rounding.js";

export const bround: FunctionRecord = {
  name: "bround",
  family: "math",
  usage: "bround(x[, scale])",
  summary: "The same as `round`, but halves go to the even neighbour.",
  examples: [
    { expr: "bround(2.5)", text: "2" },
    { expr: "bround(25, -1)", text: "20" },
    { expr: "bround(3.5d)", text: "4.0" },
  ],
  arity: [1, 2],
  resolve: rounding("halfEven"),
};
