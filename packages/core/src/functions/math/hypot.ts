import * as std from "../../std/math/index.js";
import { doubleFunction } from "./double-function.js";

export const hypot = doubleFunction({
  name: "hypot",
  usage: "hypot(x, y)",
  summary: "The square root of x² + y².",
  examples: [{ expr: "hypot(3, 4)", text: "5.0" }],
  std: ["hypot", std.hypot],
  count: 2,
});
