import * as std from "../../std/math/index.js";
import { doubleFunction } from "./double-function.js";

export const cot = doubleFunction({
  name: "cot",
  usage: "cot(x)",
  summary: "The cotangent of an angle in radians, as 1 / tan(x).",
  examples: [
    { expr: "cot(1)", text: "0.6420926159343306" },
    { expr: "cot(0)", text: "Infinity" },
  ],
  std: ["cot", std.cot],
});
