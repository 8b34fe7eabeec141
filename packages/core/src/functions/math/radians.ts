import * as std from "../../std/math/index.js";
import { doubleFunction } from "./double-function.js";

export const radians = doubleFunction({
  name: "radians",
  usage: "radians(x)",
  summary: "An angle in degrees as one in radians.",
  examples: [{ expr: "radians(180)", text: "3.141592653589793" }],
  std: ["radians", std.radians],
  js: "$0 * 0.017453292519943295",
  duckdb: "radians($0)",
});
