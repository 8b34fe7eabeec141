import * as std from "../../std/math/index.js";
import { doubleFunction } from "./double-function.js";

export const cos = doubleFunction({
  name: "cos",
  usage: "cos(x)",
  summary: "The cosine of an angle in radians.",
  examples: [{ expr: "cos(0)", text: "1.0" }],
  std: ["cos", std.cos],
});
