import * as std from "../../std/math/index.js";
import { doubleFunction } from "./double-function.js";

export const log10 = doubleFunction({
  name: "log10",
  usage: "log10(x)",
  summary: "The logarithm to base 10; NULL of what is not above 0.",
  examples: [
    { expr: "log10(10)", text: "1.0" },
    { expr: "log10(-1)", text: "NULL" },
  ],
  std: ["log10", std.log10],
  fails: "logarithm of a number not above 0",
});
