import * as std from "../../std/math/index.js";
import { doubleFunction } from "./double-function.js";

export const pow = doubleFunction({
  name: "power",
  aliases: ["pow"],
  usage: "power(x, y)",
  summary: "x to the power of y.",
  examples: [
    { expr: "power(2, 3)", text: "8.0" },
    { expr: "pow(-8, 0.5)", text: "NaN" },
  ],
  std: ["pow", std.pow],
  count: 2,
});
