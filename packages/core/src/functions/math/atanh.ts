import * as std from "../../std/math/index.js";
import { doubleFunction } from "./double-function.js";

export const atanh = doubleFunction({
  name: "atanh",
  usage: "atanh(x)",
  summary: "The number whose hyperbolic tangent is x; infinite at -1 and 1, NaN beyond.",
  examples: [
    { expr: "atanh(0)", text: "0.0" },
    { expr: "atanh(2)", text: "NaN" },
  ],
  std: ["atanh", std.atanh],
  js: "0.5 * (Math.log1p($0) - Math.log1p(-$0))",
});
