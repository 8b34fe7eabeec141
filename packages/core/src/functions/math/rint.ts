import * as std from "../../std/math/index.js";
import { doubleFunction } from "./double-function.js";

export const rint = doubleFunction({
  name: "rint",
  usage: "rint(x)",
  summary: "The nearest whole number, as a DOUBLE; halves go to the even one.",
  examples: [
    { expr: "rint(12.3456)", text: "12.0" },
    { expr: "rint(2.5)", text: "2.0" },
  ],
  std: ["rint", std.rint],
});
