import * as std from "../../std/math/index.js";
import { doubleFunction } from "./double-function.js";

export const atan = doubleFunction({
  name: "atan",
  usage: "atan(x)",
  summary: "The angle, in radians, whose tangent is x.",
  examples: [{ expr: "atan(0)", text: "0.0" }],
  std: ["atan", std.atan],
  js: "Math.atan($0)",
});
