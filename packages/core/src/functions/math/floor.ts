import type { FunctionRecord } from "../record.js";
import { whole } from "./whole.js";

export const floor: FunctionRecord = {
  name: "floor",
  family: "math",
  usage: "floor(x[, scale])",
  summary:
    "The greatest whole number not above x: a BIGINT, of a DECIMAL a DECIMAL. With a scale, a constant INT, the greatest DECIMAL with so many digits after the point, or zeros before it where the scale is negative.",
  examples: [
    { expr: "floor(-0.1)", text: "-1" },
    { expr: "floor(5)", text: "5" },
    { expr: "floor(3.1411, 3)", text: "3.141" },
    { expr: "floor(-35, -1)", text: "-40" },
  ],
  arity: [1, 2],
  resolve: whole("floor"),
};
