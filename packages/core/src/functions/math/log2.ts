import * as std from "../../std/math/index.js";
import { doubleFunction } from "./double-function.js";

export const log2 = doubleFunction({
  name: "log2",
  usage: "log2(x)",
  summary: "The logarithm to base 2; NULL of what is not above 0.",
  examples: [
    { expr: "log2(2)", text: "1.0" },
    { expr: "log2(0)", text: "NULL" },
  ],
  std: ["log2", std.log2],
  fails: "logarithm of a number not above 0",
});
