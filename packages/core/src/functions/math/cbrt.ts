import * as std from "../../std/math/index.js";
import { doubleFunction } from "./double-function.js";

export const cbrt = doubleFunction({
  name: "cbrt",
  usage: "cbrt(x)",
  summary: "The cube root.",
  examples: [
    { expr: "cbrt(27.0)", text: "3.0" },
    { expr: "cbrt(-8)", text: "-2.0" },
  ],
  std: ["cbrt", std.cbrt],
});
