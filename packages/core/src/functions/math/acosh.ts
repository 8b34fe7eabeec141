import * as std from "../../std/math/index.js";
import { doubleFunction } from "./double-function.js";

export const acosh = doubleFunction({
  name: "acosh",
  usage: "acosh(x)",
  summary: "The number whose hyperbolic cosine is x, as ln(x + sqrt(x² - 1)); NaN below 1.",
  examples: [
    { expr: "acosh(1)", text: "0.0" },
    { expr: "acosh(0)", text: "NaN" },
  ],
  std: ["acosh", std.acosh],
  js: "Math.log($0 + Math.sqrt($0 * $0 - 1))",
});
