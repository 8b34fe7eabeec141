import * as std from "../../std/math/index.js";
import { doubleFunction } from "./double-function.js";

export const cosh = doubleFunction({
  name: "cosh",
  usage: "cosh(x)",
  summary: "The hyperbolic cosine.",
  examples: [
    { expr: "cosh(0)", text: "1.0" },
    { expr: "cosh(1)", text: "1.543080634815244" },
  ],
  std: ["cosh", std.cosh],
});
