import * as std from "../../std/math/index.js";
import { doubleFunction } from "./double-function.js";

export const asin = doubleFunction({
  name: "asin",
  usage: "asin(x)",
  summary: "The angle, in radians, whose sine is x; NaN outside of -1 to 1.",
  examples: [
    { expr: "asin(0)", text: "0.0" },
    { expr: "asin(2)", text: "NaN" },
  ],
  std: ["asin", std.asin],
  js: "Math.asin($0)",
});
