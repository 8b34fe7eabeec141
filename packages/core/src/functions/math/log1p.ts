import * as std from "../../std/math/index.js";
import { doubleFunction } from "./double-function.js";

export const log1p = doubleFunction({
  name: "log1p",
  usage: "log1p(x)",
  summary: "The natural logarithm of 1 + x, exact near 0; NULL of what is not above -1.",
  examples: [
    { expr: "log1p(0)", text: "0.0" },
    { expr: "log1p(-1)", text: "NULL" },
  ],
  std: ["log1p", std.log1p],
  fails: "logarithm of a number not above 0",
});
