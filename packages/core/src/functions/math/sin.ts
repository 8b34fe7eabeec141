import * as std from "../../std/math/index.js";
import { doubleFunction } from "./double-function.js";

export const sin = doubleFunction({
  name: "sin",
  usage: "sin(x)",
  summary: "The sine of an angle in radians.",
  examples: [{ expr: "sin(0)", text: "0.0" }],
  std: ["sin", std.sin],
});
