import * as std from "../../std/math/index.js";
import { doubleFunction } from "./double-function.js";

export const sqrt = doubleFunction({
  name: "sqrt",
  usage: "sqrt(x)",
  summary: "The square root; NaN of a negative number.",
  examples: [
    { expr: "sqrt(4)", text: "2.0" },
    { expr: "sqrt(-1)", text: "NaN" },
  ],
  std: ["sqrt", std.sqrt],
  js: "Math.sqrt($0)",
  duckdb: "CASE WHEN $0 < 0 THEN 'NaN'::DOUBLE ELSE sqrt($0) END",
});
