import type { FunctionRecord } from "../record.js";
import { whole } from "./whole.js";

export const ceil: FunctionRecord = {
  name: "ceil",
  aliases: ["ceiling"],
  family: "math",
  usage: "ceil(x[, scale])",
  summary:
    "The least whole number not below x: a BIGINT, of a DECIMAL a DECIMAL. With a scale, a constant INT, the least DECIMAL with so many digits after the point, or zeros before it where the scale is negative.",
  examples: [
    { expr: "ceil(-0.1)", text: "0" },
    { expr: "ceil(5)", text: "5" },
    { expr: "ceil(3.1411, 3)", text: "3.142" },
    { expr: "ceil(3.1411, -3)", text: "1000" },
  ],
  arity: [1, 2],
  resolve: whole("ceiling"),
};
