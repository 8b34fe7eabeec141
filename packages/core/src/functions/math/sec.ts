import * as std from "../../std/math/index.js";
import { doubleFunction } from "./double-function.js";

export const sec = doubleFunction({
  name: "sec",
  usage: "sec(x)",
  summary: "The secant of an angle in radians, as 1 / cos(x).",
  examples: [{ expr: "sec(0)", text: "1.0" }],
  std: ["sec", std.sec],
});
