import * as std from "../../std/math/index.js";
import { doubleFunction } from "./double-function.js";

export const degrees = doubleFunction({
  name: "degrees",
  usage: "degrees(x)",
  summary: "An angle in radians as one in degrees.",
  examples: [{ expr: "degrees(3.141592653589793)", text: "180.0" }],
  std: ["degrees", std.degrees],
  js: "$0 * 57.29577951308232",
  duckdb: "degrees($0)",
});
