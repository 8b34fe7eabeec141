import type { FunctionRecord } from "../record.js";
import { rounding } from "./rounding.js";

export const round: FunctionRecord = {
  name: "round",
  family: "math",
  usage: "round(x[, scale])",
  summary:
    "x to `scale` digits after the point, 0 where it is left out, halves away from zero. A negative scale rounds before the point. The type stays, but for the digits of a DECIMAL. Scale is a constant.",
  examples: [
    { expr: "round(2.5)", text: "3" },
    { expr: "round(2.345d, 2)", text: "2.35" },
    { expr: "round(525, -2)", text: "500" },
    { expr: "round(127y, -1)", text: "-126" },
  ],
  arity: [1, 2],
  resolve: rounding("halfUp"),
};
