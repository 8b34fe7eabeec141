import * as std from "../../std/math/index.js";
import { doubleFunction } from "./double-function.js";

export const sinh = doubleFunction({
  name: "sinh",
  usage: "sinh(x)",
  summary: "The hyperbolic sine.",
  examples: [{ expr: "sinh(0)", text: "0.0" }],
  std: ["sinh", std.sinh],
  js: "Math.sinh($0)",
});
