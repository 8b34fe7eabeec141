import * as std from "../../std/math/index.js";
import { doubleFunction } from "./double-function.js";

export const ln = doubleFunction({
  name: "ln",
  usage: "ln(x)",
  summary: "The natural logarithm; NULL of what is not above 0.",
  examples: [
    { expr: "ln(1)", text: "0.0" },
    { expr: "ln(0)", text: "NULL" },
  ],
  std: ["ln", std.ln],
  fails: "logarithm of a number not above 0",
});
