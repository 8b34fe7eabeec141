import * as std from "../../std/math/index.js";
import { doubleFunction } from "./double-function.js";

export const asinh = doubleFunction({
  name: "asinh",
  usage: "asinh(x)",
  summary: "The number whose hyperbolic sine is x, as ln(x + sqrt(x² + 1)).",
  examples: [
    { expr: "asinh(0)", text: "0.0" },
    { expr: "asinh(1)", text: "0.8813735870195429" },
  ],
  std: ["asinh", std.asinh],
});
