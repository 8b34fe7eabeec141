import * as std from "../../std/math/index.js";
import { doubleFunction } from "./double-function.js";

export const tan = doubleFunction({
  name: "tan",
  usage: "tan(x)",
  summary: "The tangent of an angle in radians.",
  examples: [{ expr: "tan(0)", text: "0.0" }],
  std: ["tan", std.tan],
});
