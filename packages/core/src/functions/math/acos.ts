import * as std from "../../std/math/index.js";
import { doubleFunction } from "./double-function.js";

export const acos = doubleFunction({
  name: "acos",
  usage: "acos(x)",
  summary: "The angle, in radians, whose cosine is x; NaN outside of -1 to 1.",
  examples: [
    { expr: "acos(1)", text: "0.0" },
    { expr: "acos(2)", text: "NaN" },
  ],
  std: ["acos", std.acos],
  js: "Math.acos($0)",
});
