import * as std from "../../std/math/index.js";
import { doubleFunction } from "./double-function.js";

export const expm1 = doubleFunction({
  name: "expm1",
  usage: "expm1(x)",
  summary: "e to the power of x, minus 1, exact near 0.",
  examples: [{ expr: "expm1(0)", text: "0.0" }],
  std: ["expm1", std.expm1],
  js: "Math.expm1($0)",
});
